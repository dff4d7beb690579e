import type { Policy } from '../kernel/policies';
import { view } from './selectors';
import type { ViewerState } from './state';

/** The same object until another policy is chosen: what shows only this need not follow every step. */
export const policyInForce = (state: ViewerState): Policy => view(state).policy;
