/** A figure with one of everything, and an eye for XML. */
import type { Figure } from './model';

/** A sticky patch in transition, with a task that blocks it. Kernel words as in the scenarios; the title needs escaping. */
export const sample: Figure = {
  title: 'Sticky <b> & "quoted"',
  policy: 'RFC 2019',
  step: 4,
  last: 7,
  inside: '',
  asked: 'echo 0 > /sys/kernel/livepatch/test_klp_sticky_0/enabled',
  isCommand: true,
  answer: {
    kind: 'refused',
    rule: 'stickyMayNotBeDisabled',
    errno: 'EPERM',
    compared: [{ values: '1 = 0? no', named: 'sticky (1) = needed (0)? no' }],
    says: ['It is sticky.', 'Way out: replace it.'],
  },
  latestVersion: 1,
  patches: [
    {
      name: 'test_klp_sticky_0',
      impl: 1,
      version: 1,
      sticky: true,
      replace: true,
      forced: false,
      status: 'enabled',
    },
  ],
  tasks: {
    lanes: [
      {
        name: 'cat:611',
        sign: 'blockedOff',
        status: 'blocked',
        where: 'asleep',
        frames: [{ name: 'meminfo_proc_show', runs: 'original', impl: 0, mark: 'blocks' }],
        weight: 6,
      },
    ],
    total: 2,
    counts: [
      { sign: 'patched', word: 'patched', count: 1 },
      { sign: 'blockedOff', word: 'blocked', count: 1 },
    ],
    running: true,
    says: '1 of 2 tasks has switched.',
  },
  funcs: [
    {
      name: 'meminfo_proc_show',
      entries: [
        { patch: 'test_klp_sticky_0', impl: 1, nop: false, inTransition: true, left: false },
        { patch: null, impl: 0, nop: false, inTransition: false, left: false },
      ],
    },
  ],
  caption: 'Refused: the patch is sticky.',
  link: 'https://example.org/#/sticky-refuses-disable/4',
};

const ENTITY = /&(?:amp|lt|gt|quot);/g;
const TAG = /<(\/?)([a-z]+)((?: [\w:-]+="[^"<]*")*)(\/?)>/gi;

/** Why a text is no well-formed XML, as far as figures can go wrong; `null` when it is. */
export const xmlProblem = (xml: string): string | null => {
  const open: string[] = [];
  let end = 0;
  for (const match of xml.matchAll(TAG)) {
    const [whole, closes, name = '', attributes = '', empty] = match;
    const between = xml.slice(end, match.index) + attributes;
    if (/[<&]/.test(between.replace(ENTITY, ''))) return `raw character before ${whole}`;
    end = match.index + whole.length;
    if (closes) {
      if (open.pop() !== name) return `${whole} closes nothing`;
    } else if (!empty) open.push(name);
    if (open.length === 0 && end < xml.length) return `${whole} is not the last`;
  }
  return open.length === 0 && end === xml.length ? null : `open: ${open.join()}`;
};

const UNESCAPED: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** The words of a figure as they are read, title and description left out. */
export const wordsOf = (svg: string): string =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)]
    .map(([, words = '']) => words.replace(ENTITY, (entity) => UNESCAPED[entity] ?? entity))
    .join('\n');
