import { expect, it } from 'vitest';
import { policies } from '../kernel/policies';
import { readings } from '../kernel/readings';
import { decode } from '../link/link';
import { titles } from '../scenarios';
import { listedReadings } from './readingRows';

it('every reading is listed with its policy and a step that depends on it', () => {
  expect(listedReadings.map(({ key }) => key)).toEqual(readings.map(({ key }) => key));
  expect(new Set(listedReadings.map(({ policyTitle }) => policyTitle))).toEqual(
    new Set(['RFC 2019: versioning and sticky']),
  );
  for (const { steps } of listedReadings) expect(steps.length).toBeGreaterThan(0);
});

it('the link of a reading opens its scenario at its step', () => {
  const begins = listedReadings.find(({ key }) => key === 'sticky-begins')?.steps[0];
  expect(begins?.title).toBe('Sticky reversed in mid-transition');
  expect(begins?.hash).toMatch(/^#\/sticky-reversed\/13/);
  const known = { scenarioIds: titles.map(({ id }) => id), policyIds: policies.map(({ id }) => id) };
  for (const { steps } of listedReadings) {
    for (const { hash, step } of steps) expect(decode(hash, known)).toMatchObject({ ok: true, link: { step } });
  }
});
