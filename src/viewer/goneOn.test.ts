import { describe, expect, it } from 'vitest';
import type { KernelEvent } from '../kernel/events';
import type { WideWorld } from '../kernel/world';
import type { Link } from '../link/readable';
import { loadNow, small } from '../session/session.testkit';
import { createViewer } from './store';

const world: WideWorld = { cpus: 1, tasks: [{ tid: 101, comm: 'bash' }] };
const wake: KernelEvent = { type: 'task.wake', tid: 101 };
const tick: KernelEvent = { type: 'tick' };

const open = () => {
  const { store, verbs } = createViewer({ loadScenario: loadNow });
  /** What is said of the link, and the step after which it knows no more. */
  const follow = (link: Pick<Link, 'source' | 'step'>) => {
    verbs.openLink({ policy: 'rfc-2019', micro: null, ...link });
    const { notice } = store.getState();
    return notice && [notice.kind, notice.end];
  };
  return { ...verbs, follow };
};

describe('a link whose history has gone on here', () => {
  it('is told of, with its own end', () => {
    const { act, end, goto, follow } = open();
    const link = { source: { kind: 'world', world, events: [wake, wake] }, step: 2 } as const;
    expect(follow(link)).toBe(null);
    expect(follow(link)).toBe(null);
    end();
    act(tick);
    expect(follow(link)).toEqual(['longer', 2]);
    expect(follow({ ...link, step: 1 })).toEqual(['longer', 2]);
    expect(follow({ ...link, source: { ...link.source, events: [wake, wake, tick] } })).toBe(null);
    // A branch of the reader's leaves what the link describes as it is.
    goto(1);
    act(tick);
    expect(follow({ ...link, source: { ...link.source, events: [wake, tick] } })).toBe(null);
    expect(follow({ ...link, source: { ...link.source, events: [wake] }, step: 1 })).toEqual(['longer', 1]);
  });

  it('so is a branch of a scenario, and never the scenario', () => {
    const { act, end, follow } = open();
    const script = { source: { kind: 'scenario', id: small.id, branch: null }, step: 1 } as const;
    const branch = { ...script, source: { ...script.source, branch: { at: 1, events: [tick] } }, step: 2 };
    expect(follow(branch)).toBe(null);
    end();
    act(tick);
    expect(follow(branch)).toEqual(['longer', 2]);
    expect(follow(script)).toBe(null);
  });
});
