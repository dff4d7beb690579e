/** Machines of one's own in the address, and those that are too large for one. */
import { expect, it } from 'vitest';
import { policies } from '../kernel/policies';
import type { WideWorld } from '../kernel/world';
import { decode, encode, withoutLink } from '../link/link';
import { createViewer } from '../viewer/store';
import { bindAddress, linkOf } from './address';
import { atHand } from './fetched.testkit';
import { fakeBar, loadNow, scenarioIds } from './session.testkit';

const known = { scenarioIds, policyIds: policies.map(({ id }) => id) };

const openWorld = (world: WideWorld) => {
  const viewer = createViewer({ loadScenario: loadNow });
  const bar = fakeBar();
  const { openLink } = viewer.verbs;
  const address = bindAddress({ viewer, bar, known, codec: atHand({ decode, encode, withoutLink }), openLink });
  viewer.verbs.openWorld(world);
  return { viewer, bar, address };
};

it('the address says everything that can be said of a machine', () => {
  const asleep = { tid: 1, comm: 'CPU 0/KVM', where: 'uninterruptible', killable: true } as const;
  const target = { name: 'ext4', functions: ['ext4_sync_file'] };
  const { viewer, bar } = openWorld({ cpus: 2, nohzFull: [1], tasks: [asleep], targets: [target] });
  expect(bar.hash()).toMatch(/^#\/own\/0~2/);
  expect(decode(bar.hash(), known)).toEqual({ ok: true, link: linkOf(viewer.store.getState()) });
});

it('the address says nothing rather than something else of one that no link can hold, and Share says what can', async () => {
  const tasks = Array.from({ length: 900 }, (_, at) => ({ tid: 3 * at + 1, comm: `task-${at}-${at}` }));
  const { viewer, bar, address } = openWorld({ tasks });
  expect(bar.hash()).toBe('');
  const problem = expect.stringMatching(
    /^This does not fit in a link: it would take \d+ characters, .*A file holds all/,
  );
  expect(await address.share()).toEqual({ problem });
  viewer.verbs.openScenario('small');
  expect(bar.hash()).toBe('#/small/0');
});
