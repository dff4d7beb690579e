import { describe, expect, it } from 'vitest';
import type { Source } from '../../kernel/verdict';
import { stickyRefusesDisable } from '../../scenarios/11-sticky-refuses-disable';
import { titles } from '../../session/catalogue';
import { type Passage, passages } from './passages';

describe('the scenarios that pass through an edge', () => {
  it('are found by playing them all, in the order of the syllabus, each with its first step', async () => {
    const { through, sources } = await passages();
    const sticky: readonly Passage[] = through.get('__klp_disable_patch stickyMayNotBeDisabled') ?? [];
    expect(sticky).toContainEqual({
      id: stickyRefusesDisable.id,
      title: stickyRefusesDisable.title,
      step: 4,
      hash: '#/sticky-refuses-disable/4',
    });
    const order = titles.map(({ id }) => id);
    const found = sticky.map(({ id }) => order.indexOf(id));
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect(sources.get('__klp_disable_patch stickyMayNotBeDisabled')).toMatchObject<Source>({
      rfc: 'A sticky livepatch may not be disabled (directly).',
      reading: 'directly',
    });
    expect(through.get('klp_send_signals')?.map(({ id }) => id)).toContain('fake-signal');
    expect(through.get('idle')?.length).toBe(titles.length);
  });
});
