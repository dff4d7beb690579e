import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Prose } from '../words/Prose';
import { Quoted } from './Quoted';
import { Unbroken } from './Unbroken';

const SAYS = 'Is refused with -EPERM, or (-EINVAL).';
const WHOLE = [...SAYS.matchAll(/-E[A-Z]+/g)].map(([errno]) => errno);

describe('the name of an error in running text', () => {
  it.each([
    ['plain', <Unbroken key="plain">{SAYS}</Unbroken>],
    ['with kernel words', <Prose key="prose">{SAYS}</Prose>],
    ['with what people have written', <Quoted key="quoted" says={SAYS} />],
  ])('%s: is one piece, in the characters that one types', (_, node) => {
    const markup = renderToStaticMarkup(node);
    expect(markup.replaceAll(/<[^>]+>/g, '')).toBe(SAYS);
    expect([...markup.matchAll(/<span class="[^"]+">([^<]+)<\/span>/g)].map(([, text]) => text)).toEqual(WHOLE);
  });
});

it('a long path breaks after / and _, and nothing is added to what one copies', () => {
  const says =
    'There is no /sys/module/livepatch_sample/parameters/on (-ENOENT), and a_long_name_of_a_function() is there.';
  const markup = renderToStaticMarkup(<Unbroken>{says}</Unbroken>);
  expect(markup.replaceAll(/<[^>]+>/g, '')).toBe(says);
  expect(markup.split('<wbr/>')).toEqual([
    'There is no /sys/',
    'module/',
    'livepatch_',
    'sample/',
    'parameters/',
    expect.stringContaining('a_long_name_of_a_function() is there.'),
  ]);
});
