/** Facts as the kernel prints them: one exhaustive switch. Texts as in `kernel/livepatch/` of Linux 7.1. */

import type { Fact, FactOf } from '../chart/facts';
import { errnoNumber } from '../kernel/errno';
import type { KernelEvent } from '../kernel/events';
import { KLP_PATCHED, type TargetState, VMLINUX } from '../kernel/model';
import { taskName } from '../kernel/taskName';
import { nameTwiceLines, parameterLine } from './loading';
import { refusalLines } from './refusals';

/**
 * `pr_err()` … `pr_debug()`.
 *
 * Simplified: the log has the debug lines of `kernel/livepatch/`, as if dynamic debug were on for it.
 * Reason: they say which tasks an attempt left and why, and nothing else in the log does.
 * Matters to: no single step.
 */
export type Level = 'err' | 'warn' | 'notice' | 'info' | 'debug';

export interface Line {
  readonly level: Level;
  /** Without a stamp. */
  readonly text: string;
  /** The function that prints it; of a line that no kernel prints, whose words they are. */
  readonly source: string;
}

const moduleStates = {
  LIVE: '[MODULE_STATE_LIVE] Normal state',
  COMING: '[MODULE_STATE_COMING] Full formed, running module_init',
  GOING: '[MODULE_STATE_GOING] Going away',
} as const;

const direction = (target: TargetState): string => (target === KLP_PATCHED ? 'patching' : 'unpatching');
const reversal = (target: TargetState): string =>
  target === KLP_PATCHED ? 'unpatching to patching' : 'patching to unpatching';

const klp = (level: Level, text: string, source: string): readonly Line[] => [
  { level, text: `livepatch: ${text}`, source },
];

const silent: readonly Line[] = [];

const callbackLines = ({ name, patch, object, moduleState, log }: FactOf<'callback'>): readonly Line[] => {
  const target = object === VMLINUX ? VMLINUX : `${object} -> ${moduleStates[moduleState ?? 'LIVE']}`;
  return log.map((template) => ({
    level: 'info',
    text: template.replaceAll('{module}', () => patch).replaceAll('{target}', () => target),
    source: `${patch}: ${name}()`,
  }));
};

/** `klp_try_switch_task()` has one `pr_debug()` for each reason to leave a task where it is. */
const stayedLines = ({ tasks }: FactOf<'stayed' | 'stayedItself'>): readonly Line[] =>
  tasks.map(({ comm, tid, why, func }) => {
    const reason = {
      running: 'is running',
      unreliable: 'has an unreliable stack',
      sleeping: `is sleeping on function ${func ?? ''}`,
    }[why];
    return {
      level: 'debug',
      text: `livepatch: klp_try_switch_task: ${taskName({ comm, tid })} ${reason}`,
      source: 'klp_try_switch_task()',
    };
  });

const symbolText = ({ func, object, sympos, ambiguous }: FactOf<'symbolNotFound'>): string => {
  // `objname` is NULL for vmlinux, and this one line prints it as it is.
  if (ambiguous === true) {
    return `unresolvable ambiguity for symbol '${func}' in object '${object === VMLINUX ? '(null)' : object}'`;
  }
  return sympos === undefined
    ? `symbol '${func}' not found in symbol table`
    : `symbol position ${sympos} for symbol '${func}' in object '${object}' not found`;
};

const linesOf = (fact: Fact, event: KernelEvent | null): readonly Line[] => {
  switch (fact.type) {
    case 'tainting':
      return [
        {
          level: 'notice',
          text: `${fact.module}: tainting kernel with TAINT_LIVEPATCH`,
          source: 'module_augment_kernel_taints()',
        },
      ];
    case 'refused':
      return refusalLines(fact.verdict, event);
    case 'symbolNotFound':
      return klp('err', symbolText(fact), 'klp_find_object_symbol()');
    case 'parameter':
      return [parameterLine(fact)];
    case 'nameTwice':
      return nameTwiceLines(fact);
    case 'enabling':
      return klp('notice', `enabling patch '${fact.patch}'`, '__klp_enable_patch()');
    case 'initializing':
      return klp(
        'debug',
        `'${fact.patch}': initializing ${direction(fact.target)} transition`,
        'klp_init_transition()',
      );
    case 'callback':
      return callbackLines(fact);
    case 'prePatchFailed':
      return klp(
        'warn',
        `pre-patch callback failed for object '${fact.object}'`,
        event?.type === 'insmod' && event.module === fact.object ? 'klp_module_coming()' : '__klp_enable_patch()',
      );
    case 'ftraceFailed':
      return klp(
        'err',
        fact.errno === 'EINVAL'
          ? `failed to find location for function '${fact.func}'`
          : `failed to register ftrace handler for function '${fact.func}' (-${errnoNumber(fact.errno)})`,
        'klp_patch_func()',
      );
    case 'patchObjectFailed':
      return klp('warn', `failed to patch object '${fact.object}'`, '__klp_enable_patch()');
    case 'enableFailed':
      return klp('warn', `failed to enable patch '${fact.patch}'`, '__klp_enable_patch()');
    case 'canceling':
      return klp(
        'debug',
        `'${fact.patch}': canceling patching transition, going to unpatch`,
        'klp_cancel_transition()',
      );
    case 'starting':
      return klp('notice', `'${fact.patch}': starting ${direction(fact.target)} transition`, 'klp_start_transition()');
    case 'reversing':
      return klp(
        'debug',
        `'${fact.patch}': reversing transition from ${reversal(fact.target)}`,
        'klp_reverse_transition()',
      );
    case 'forcing':
      return klp('warn', 'forcing remaining tasks to the patched state', 'klp_force_transition()');
    case 'signaling':
      return klp('notice', 'signaling remaining tasks', 'klp_send_signals()');
    case 'completing':
      return klp(
        'debug',
        `'${fact.patch}': completing ${direction(fact.target)} transition`,
        'klp_complete_transition()',
      );
    case 'complete':
      return klp('notice', `'${fact.patch}': ${direction(fact.target)} complete`, 'klp_complete_transition()');
    case 'applying':
      return klp('notice', `applying patch '${fact.patch}' to loading module '${fact.module}'`, 'klp_module_coming()');
    case 'initForModuleFailed':
      return klp(
        'warn',
        `failed to initialize patch '${fact.patch}' for module '${fact.module}' (-${errnoNumber('EINVAL')})`,
        'klp_module_coming()',
      );
    case 'applyFailed':
      return klp(
        'warn',
        `failed to apply patch '${fact.patch}' to module '${fact.module}' (-${errnoNumber(fact.errno)})`,
        'klp_module_coming()',
      );
    case 'moduleRefused':
      return klp(
        'warn',
        `patch '${fact.patch}' failed for module '${fact.module}', refusing to load module '${fact.module}'`,
        'klp_module_coming()',
      );
    case 'reverting':
      return klp(
        'notice',
        `reverting patch '${fact.patch}' on unloading module '${fact.module}'`,
        'klp_cleanup_module_patches_limited()',
      );
    case 'printed':
      return fact.lines.map((text) => ({ level: 'info', text, source: fact.module }));
    case 'stayed':
      return stayedLines(fact);
    case 'initSuspicious':
      return [
        {
          level: 'warn',
          text: `${fact.module}: init suspiciously returned ${fact.returned}, it should follow 0/-E convention`,
          source: 'do_init_module()',
        },
      ];
    // Tasks say this about themselves: `ownLines()`.
    case 'stayedItself':
    // The kernel says nothing about these.
    case 'signal':
    case 'initWaits':
    case 'kprobeNotSet':
    case 'leftModule':
    case 'unseen':
    case 'textGone':
    case 'readsBeyondList':
    case 'aside':
    case 'switched':
    case 'counter':
    case 'replaced':
    case 'freed':
    case 'moduleLive':
    case 'moduleGone':
      return silent;
  }
};

const known = new WeakMap<Fact, readonly Line[]>();

/**
 * What the kernel prints for this fact of an event, all levels included; the same list for the same fact.
 * A refusal names the module or patch that the event names.
 */
export const lines = (fact: Fact, event: KernelEvent | null): readonly Line[] => {
  const before = known.get(fact);
  if (before !== undefined) return before;
  const made = linesOf(fact, event);
  known.set(fact, made);
  return made;
};

/**
 * What tasks print about themselves on their way to a freezable sleep (`klp_sched_try_switch()`): apart from `lines()`, which
 * are those of the call or of the delayed work.
 */
export const ownLines = (fact: Fact): readonly Line[] => (fact.type === 'stayedItself' ? stayedLines(fact) : silent);

/** Everything that the kernel prints for this fact. */
export const allLines = (fact: Fact, event: KernelEvent | null): readonly Line[] =>
  fact.type === 'stayedItself' ? ownLines(fact) : lines(fact, event);
