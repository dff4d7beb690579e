/** Which verbs make sense to offer for a module, whether or not the rules allow them now. */
import type { KernelEvent } from '../../kernel/events';
import { type Kernel, KLP_PATCHED } from '../../kernel/model';
import type { PatchStatus } from './cards';

export interface Offer {
  readonly label: string;
  /** What the verb is for, as an operator would type it or as the kernel calls it. */
  readonly types: string;
  readonly event: KernelEvent;
}

const writeEnabled = (label: string, patch: string, value: '0' | '1'): Offer => ({
  label,
  types: `echo ${value} > enabled`,
  event: { type: 'echo.enabled', patch, value },
});

const force = (patch: string): Offer => ({
  label: 'Force',
  types: 'echo 1 > force',
  event: { type: 'echo.force', patch, value: '1' },
});

const rmmod = (module: string): Offer => ({
  label: 'rmmod',
  types: `rmmod ${module}`,
  event: { type: 'rmmod', module },
});

const runWorker: Offer = { label: 'Run the worker', types: 'klp_free_patch_work_fn()', event: { type: 'free' } };

/** `force` is offered while some transition runs: without one there is nobody to switch. */
export const patchOffers = (kernel: Kernel, name: string, status: PatchStatus): readonly Offer[] => {
  const { transition } = kernel;
  switch (status) {
    case 'loading':
      return [];
    case 'patching':
    case 'unpatching':
      return [writeEnabled('Reverse', name, transition?.target === KLP_PATCHED ? '0' : '1'), force(name), rmmod(name)];
    case 'enabled':
    case 'being replaced':
      return [writeEnabled('Disable', name, '0'), ...(transition === null ? [] : [force(name)]), rmmod(name)];
    case 'waiting for the worker':
      return [runWorker, writeEnabled('Enable', name, '1'), rmmod(name)];
    case 'module still loaded':
    case 'kept for ever':
      return [writeEnabled('Enable', name, '1'), rmmod(name)];
  }
};

export const targetOffers = (name: string): readonly Offer[] => [rmmod(name)];
