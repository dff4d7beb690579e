import { atomicReplace } from './atomicReplace';
import { blockDisable } from './blockDisable';
import type { Policy } from './policy';
import { replaceSet } from './replaceSet';
import { rfc2019 } from './rfc2019';
import { systemState } from './systemState';

export { keepsCounter, type Policy, type PolicyFile } from './policy';

/** In the order of history. */
export const policies: readonly Policy[] = [rfc2019, atomicReplace, systemState, blockDisable, replaceSet];

export const defaultPolicy: Policy = rfc2019;

/** What Linux has today. */
export const mergedPolicy: Policy = systemState;

export const policyOf = (id: string): Policy | undefined => policies.find((policy) => policy.id === id);
