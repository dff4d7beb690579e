/** What a card says about its livepatch. */
import type { PatchCard, PatchStatus } from './cards';

export type PatchStatusTone = 'ok' | 'wait' | 'neutral' | 'force';

export const PATCH_STATUS_WORDS: Readonly<Record<PatchStatus, string>> = {
  loading: 'loading',
  patching: 'patching',
  unpatching: 'unpatching',
  enabled: 'enabled',
  'being replaced': 'being replaced',
  'waiting for the worker': 'disabled, its directory is about to go',
  'module still loaded': 'disabled, module still loaded',
  'kept for ever': 'forced, module stays until reboot',
};

export const PATCH_STATUS_TONES: Readonly<Record<PatchStatus, PatchStatusTone>> = {
  loading: 'wait',
  patching: 'wait',
  unpatching: 'wait',
  enabled: 'ok',
  'being replaced': 'wait',
  'waiting for the worker': 'neutral',
  'module still loaded': 'neutral',
  'kept for ever': 'force',
};

/** A sentence for a state that asks for something next; `null` where the state says enough. */
export const nextWords = ({ status, replacedBy, name, inside, forced }: PatchCard): string | null => {
  switch (status) {
    case 'being replaced':
      return `It is removed when the transition of \`${replacedBy}\` completes, and stays enabled if that is reversed.`;
    case 'waiting for the worker':
      return forced
        ? 'Off `klp_patches`. `klp_free_patch_work_fn()` removes the directory; a forced patch keeps its module reference until reboot.'
        : 'Off `klp_patches`. `klp_free_patch_work_fn()` removes the directory, then drops the reference.';
    case 'module still loaded':
      return inside.length > 0
        ? `No new call reaches it, but \`${inside[0]}\`${inside.length > 1 ? ` and ${inside.length - 1} more` : ''} still runs its code, which a force has left behind. \`rmmod ${name}\` would take the text from under that frame.`
        : `No task runs its code any more. \`rmmod ${name}\`, then \`insmod\`, to enable it again.`;
    case 'kept for ever':
      return 'A forced patch keeps its module reference until reboot: some task may still run its code.';
    default:
      return null;
  }
};

const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

/** Whom it is about to replace, and what becomes of them when it is reversed; `null` when it replaces nothing. */
export const replacesWords = ({ replaces, status }: PatchCard): string | null => {
  if (replaces.length === 0) return null;
  return status === 'unpatching'
    ? `Reversed, so it does not replace ${list(replaces)}.`
    : `Replaces ${list(replaces)} when its transition completes.`;
};
