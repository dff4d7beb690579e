/** The machine of a policy as code that Stately's editor opens: states, guards, actions and descriptions by name. */
import type { Policy } from '../kernel/policies';
import { chartOf } from './under';

/** The keys that edges tell are for our own steps; the kernel it starts with is data, not chart. */
const isOurs = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'take';

const replacer = (key: string, value: unknown): unknown => {
  if (key === 'context') return undefined;
  return key === 'actions' && Array.isArray(value) ? value.filter((action) => !isOurs(action)) : value;
};

export const machineCode = (policy: Policy): string =>
  [
    "import { createMachine } from 'xstate';",
    '',
    `export const machine = createMachine(${JSON.stringify(chartOf(policy).machine.config, replacer, 2)});`,
    '',
  ].join('\n');
