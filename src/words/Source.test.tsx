import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { policies } from '../kernel/policies';
import { Source } from './Source';

const mails = new Set(
  policies.flatMap(({ sources = {} }) => Object.values(sources).filter((each) => !/\.c: /.test(each))),
);

it('sets a mail as prose, and only its functions as code', () => {
  expect(mails.size).toBeGreaterThan(2);
  for (const mail of mails) {
    const drawn = renderToStaticMarkup(<Source>{mail}</Source>);
    expect(drawn).toMatch(/^<span>(RFC of|live-patching list)/);
    expect(drawn.replace(/<[^>]*>/g, '')).toBe(mail);
    expect([...drawn.matchAll(/<code[^>]*>([^<]*)</g)].every(([, word]) => /^\w+\(\)$/.test(word ?? ''))).toBe(true);
  }
});

it('sets a place in the kernel’s source as code', () => {
  expect(renderToStaticMarkup(<Source>kernel/livepatch/core.c: enabled_store()</Source>)).toMatch(/^<code[^>]*>kernel/);
});
