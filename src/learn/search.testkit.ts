/** The shortest way to a goal: breadth first, over the events worth trying, through the chart. For tests and recording. */

import type { KernelEvent } from '../kernel/events';
import type { Kernel } from '../kernel/model';
import { possibleEvents } from '../kernel/possibleEvents';
import { funcKey } from '../kernel/queries';
import type { Challenge } from '../scenarios/scenario';
import { type Step, stepAfter } from '../trace/trace';
import { isReached } from './goals';

/**
 * The events of a state that can matter to a challenge: those about its modules, about what is loaded, about the functions these
 * patch, and about the tasks and the machine.
 */
export const eventsWorthTrying = (kernel: Kernel, modules: readonly string[]): readonly KernelEvent[] => {
  const named = (name: string): boolean =>
    modules.includes(name) || kernel.modules.some((module) => module.name === name);
  const functions = new Set(
    kernel.library.flatMap((image) =>
      image.kind === 'livepatch' && named(image.name) ? image.objects.flatMap(({ funcs }) => funcs.map(funcKey)) : [],
    ),
  );
  const { modules: aboutModules, patches, tasks, machine } = possibleEvents(kernel);
  return [
    ...aboutModules.filter((event) => 'module' in event && named(event.module)),
    ...patches,
    ...tasks.filter((event) => event.type !== 'task.call' || functions.has(event.func)),
    ...machine,
  ];
};

/** Two steps with the same key are the same state: what is on the disk never changes. */
const keyOf = ({ phase, kernel }: Step): string => JSON.stringify([phase, { ...kernel, library: null, symbols: null }]);

export interface Search {
  /** The events of a shortest way; `null` when none of at most `most` events was found. */
  readonly way: readonly KernelEvent[] | null;
  /** States looked at. */
  readonly states: number;
}

interface Node {
  readonly step: Step;
  readonly event: KernelEvent | null;
  readonly from: Node | null;
}

const wayTo = (node: Node): readonly KernelEvent[] =>
  node.from === null || node.event === null ? [] : [...wayTo(node.from), node.event];

/** Looks for a way of at most `most` events from a state to the goal of a challenge. */
export const shortestWay = (challenge: Challenge, policy: string, from: Step, most: number): Search => {
  const seen = new Set([keyOf(from)]);
  let edge: readonly Node[] = [{ step: from, event: null, from: null }];
  for (let length = 1; length <= most; length += 1) {
    const next: Node[] = [];
    for (const node of edge) {
      for (const event of eventsWorthTrying(node.step.kernel, challenge.modules)) {
        const step = stepAfter(policy, node.step, event);
        if (step.refusal !== null && step.kernel === node.step.kernel) continue;
        const key = keyOf(step);
        if (seen.has(key)) continue;
        seen.add(key);
        const reached = { step, event, from: node };
        if (isReached(challenge, { policy, step })) return { way: wayTo(reached), states: seen.size };
        next.push(reached);
      }
    }
    edge = next;
  }
  return { way: null, states: seen.size };
};
