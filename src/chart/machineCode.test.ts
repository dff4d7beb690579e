import { describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import { policies } from '../kernel/policies';
import { machineCode } from './machineCode';
import { chartOf } from './under';

describe('the machine as code for other tools', () => {
  it.each(policies)('makes under $id a machine with the same states, edges, guards and descriptions', (policy) => {
    const code = machineCode(policy);
    const config = JSON.parse(code.slice(code.indexOf('(') + 1, code.lastIndexOf(')')));
    const machine = createMachine(config);
    for (const { name, parent, description, edges } of chartOf(policy).states) {
      const node = machine.getStateNodeById(name);
      expect([node.description, node.parent?.key]).toEqual([description, parent ?? policy.id]);
      const found = [...node.transitions.values()].flat().concat(node.always ?? []);
      expect(found.map((each) => [each.target?.[0]?.key ?? name, each.guard, each.description])).toEqual(
        edges.map(({ to, guard, description: words }) => [
          to,
          guard.kind === 'otherwise' ? undefined : guard.name,
          words,
        ]),
      );
    }
    expect(code).not.toContain('"take"');
    expect(code).not.toContain('"context"');
  });
});
