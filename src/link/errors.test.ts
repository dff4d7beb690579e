import { describe, expect, it } from 'vitest';
import { sealed } from './alphabet';
import { allFailures } from './codeErrors';
import type { LinkErrorName } from './errors';
import { LIMITS } from './limits';
import { decode } from './link';

const known = {
  scenarioIds: ['first-patch', 'sticky-refuses-disable'],
  policyIds: ['rfc-2019', 'atomic-replace', 'system-state'],
};

const world = (text: string): string => sealed(`#/own/0~1${text}`);
const many = (count: number, part: string): string => part.repeat(count);
const cut = '#/own/2~1c4t101Tb/ib0M1a/64j';

const broken: readonly (readonly [LinkErrorName, string, string])[] = [
  ['tooLong', `#/own/0~1${many(LIMITS.characters, 'a')}`, 'more characters than are read'],
  ['foreign', '#section-2', 'an anchor of a page'],
  ['foreign', 'sticky-refuses-disable', 'no hash at all'],
  ['foreign', '#/first patch!/<b>', 'characters no id has'],
  ['foreign', '#/first-patch/4/rfc-2019/more', 'more parts than a link has'],
  ['foreign', '#!/inbox/42', 'an address of another app'],
  ['foreign', '#/<img src=x onerror=window.injected=1>/0', 'markup'],
  ['foreign', '#/%3Cscript%3Ewindow.injected%3D1%3C%2Fscript%3E/0', 'escaped markup'],
  ['foreign', '#javascript:window.injected=1', 'a script'],
  ['unknownPolicy', '#/first-patch/1/"><svg onload=window.injected=1>', 'markup for a policy'],
  ['foreign', '#/%E0%A4%A/%', 'half an escape'],
  ['truncated', cut.slice(0, -1), 'one character short'],
  ['truncated', cut.slice(0, -4), 'without its end'],
  ['truncated', '#/own/2', 'an own world without the world'],
  ['truncated', '#/first-patch/4~', 'cut after the tilde'],
  ['truncated', '#/first-pat...', 'shortened by a program'],
  ['truncated', '#/first-pat…', 'shortened by a program'],
  ['damaged', cut.replace('t101', 't107'), 'one digit changed'],
  ['damaged', cut.toLowerCase(), 'in lower case'],
  ['damaged', cut.replace('own/2', 'own/1'), 'another step'],
  ['unknownForm', '#/own/2~3c4t101Tb/ib0M1a/64j', 'a later form'],
  ['unknownScenario', '#/sticky-refuses-disabl/4', 'a scenario that is not there'],
  ['unknownScenario', '#/__proto__/1', 'the property that every object has'],
  ['unknownPolicy', '#/first-patch/4/nonsense', 'a policy that is not there'],
  ['unknownPolicy', '#/first-patch/4/rfc-2019-vs-nonsense', 'a policy that is not there, in a comparison'],
  ['unknownPolicy', '#/first-patch/4/rfc-2019-vs-', 'a comparison with nothing'],
  ['comparedTwice', '#/first-patch/4/rfc-2019-vs-system-state-vs-rfc-2019', 'a policy compared with itself'],
  ['badPosition', '#/first-patch/four', 'a word for a step'],
  ['notInTalk', '#/talk/first-patch/2/0', 'a scenario beyond the end of a talk'],
  ['badPosition', '#/first-patch/-1', 'a negative step'],
  ['badPosition', '#/first-patch/100000', 'a step beyond all'],
  ['stepOutOfRange', sealed('#/own/3~1t1Tb/aa'), 'a step after the last of an own world'],
  ['stepOutOfRange', sealed('#/first-patch/7~1b4/aa'), 'a step after the last of a branch'],
  ['unreadable', world('t1Tb/aa//'), 'a second slash'],
  ['unreadable', world('t1'), 'a task without a name'],
  ['unreadable', world('t1.bash'), 'a name without its end'],
  ['unreadable', world('t1.ba~vsh.'), 'an unknown escape'],
  ['unreadable', world('t1.ba~u12g4.'), 'digits that are none'],
  ['unreadable', world('t1Tb/s0x'), 'an unknown state of sleep'],
  ['unreadable', world('t1TbtY'), 'a reference cut short'],
  ['unreadable', world('t1Tbt~A9.'), 'more shared characters than there are'],
  ['unreadable', sealed('#/first-patch/4~1/aa'), 'a branch that does not say where'],
  ['unknownEvent', world('t1Tb/j'), 'an event letter that is not used'],
  ['unknownEvent', world('t1Tb/x3'), 'a repetition of nothing'],
  ['unknownWord', world('t1T_'), 'a token that is not in the dictionary'],
  ['unknownReference', world('t1A'), 'a name that was not mentioned'],
  ['unknownReference', world('t1Tb/w1'), 'a task that was not mentioned'],
  ['badName', world('t1..'), 'an empty name'],
  ['badName', world('t1.~u003cscript~u003e.'), 'an unsafe character'],
  ['badName', world('t1.~u0000.'), 'a control character'],
  ['badName', world('t1.constructor.'), 'a property that every object has'],
  ['badName', world('t1.__proto__.'), 'the property that every object has'],
  ['badName', world(`t1.${many(LIMITS.name + 1, 'a')}.`), 'a name that is too long'],
  ['badName', world('t1Tb/ip.a~sb.1M1'), 'a parameter with a space'],
  ['badName', world('pn.~u202e..a.'), 'a note that runs backwards'],
  ['badName', world('pn.~ud800..a.'), 'half a character'],
  ['badNumber', world('c65'), 'more CPUs than there can be'],
  ['badNumber', world('t99999999Tb'), 'a thread id beyond all'],
  ['badNumber', world('t1Tb/ax9999'), 'a repetition beyond all'],
  ['tooMany', world('t1n6000Tbt1n6000Tb'), 'more tasks than are read'],
  ['tooMany', world('t1Tb/ax1999ax1'), 'more events than are read'],
  ['tooMany', world(`t1Tb${many(LIMITS.list + 1, 'Fc')}`), 'a deeper stack than is read'],
  ['tooMany', world(many(LIMITS.patches + 1, 'p.a.')), 'more livepatches than are read'],
  ['impossibleWorld', world('c0'), 'no CPU'],
  ['impossibleWorld', world('t_0Tb'), 'a task with the idle thread id'],
  ['impossibleWorld', world('t5Tbt_5Tc'), 'two tasks with one thread id'],
  ['impossibleWorld', world('t5n10Tbt_9Tc'), 'a task inside a group'],
  ['impossibleWorld', world('t1n0Tb'), 'a group of none'],
  ['impossibleWorld', world('t4194300n9Tb'), 'a group beyond the last thread id'],
  ['impossibleWorld', world('p.a.pA'), 'two livepatches of one name'],
  ['impossibleWorld', world('c2u1c2Tb'), 'a CPU that is not there'],
  ['impossibleWorld', world('c2u1c1Tbk2c1Tb'), 'two tasks on one CPU'],
  ['impossibleWorld', world('c2t1Tb/d2'), 'an event about a CPU that is not there'],
];

describe('a link that cannot be read', () => {
  const errorOf = (hash: string) => {
    const result = decode(hash, known);
    return result.ok ? null : result.error;
  };

  it.each(broken.map(([name, hash, what]) => [name, what, hash] as const))('is %s: %s', (name, _, hash) => {
    const error = errorOf(hash);
    expect(error?.name).toBe(name);
    expect(error?.sentence).toMatch(/^[A-Z'][^<>&\n]{20,300}\.$/);
  });

  it('fails in every way that has a name', () => {
    expect(new Set(broken.map(([name]) => name))).toEqual(new Set(Object.keys(allFailures)));
  });

  it('says what, where and what to do', () => {
    expect(errorOf('#/sticky/4')?.sentence).toBe(
      "There is no scenario 'sticky'. The nearest name is 'sticky-refuses-disable'.",
    );
    expect(errorOf(world('t1Tb/s0x'))?.sentence).toBe(
      'The link cannot be read at character 17: one of i, d, k was expected there. Ask for the link again, or open a scenario from the list.',
    );
    expect(errorOf('#/first-patch/4/rfc-2019-vs-nonsense')?.sentence).toContain("There is no policy 'nonsense'.");
    expect(errorOf('#/first-patch/4/rfc-2019-vs-rfc-2019')?.sentence).toBe(
      "The link compares the policy 'rfc-2019' with itself. Name each policy once, at most 5 in all.",
    );
    expect(errorOf('#/first-patch/4/nonsense')?.sentence).toBe(
      "There is no policy 'nonsense'. Known are rfc-2019, atomic-replace, system-state: put one of them there, or leave it out for the default.",
    );
  });

  it('shows nothing of a foreign text but harmless characters, and not much of it', () => {
    const sentence = errorOf(`#<img src=x onerror=alert(1)>${many(500, 'x')}`)?.sentence ?? '';
    expect(sentence).not.toMatch(/[<>"&=()]/);
    expect(sentence.length).toBeLessThan(200);
  });
});
