/** A function that a worker of the kernel's runs from a module's init function on, and stays in. */
import type { SyntaxNode } from '@lezer/common';
import { isFlag, type ParamImage, type WorkerImage } from '../kernel/images';
import { behaviourOf } from './behaviour';
import type { Problems, Source } from './source';
import { childrenOf, type Func, marked, type Unit } from './unit';
import { evaluate } from './values';

/** Of the second CPU, as `test_klp_callbacks_busy` has one: which worker takes a work is for the machine to say. */
const COMM = 'kworker/1:2';

/** `include/linux/workqueue.h`, `include/linux/completion.h` and others: it runs in somebody else's context. */
const SCHEDULES =
  /\b(?:schedule_work|schedule_delayed_work)\s*\(\s*&?\s*(\w+)|\b(?:schedule_work_on|queue_work|queue_delayed_work|schedule_delayed_work_on)\s*\([^,()]{1,80},\s*&?\s*(\w+)/g;
const PREPARES = /\bINIT_(?:DELAYED_)?WORK\s*\(\s*&?\s*(\w+)\s*,\s*(\w+)\s*\)/g;
/** What lets go of the CPU: `include/linux/delay.h`, `include/linux/sched.h`. */
const SLEEPS = /\b(?:msleep|ssleep|fsleep|usleep_range|msleep_interruptible|schedule_timeout\w*|schedule)\s*\(/;

const said = (unit: Unit, { from, to }: SyntaxNode): string => unit.text.slice(from, to);

/** The functions of the works that init schedules. */
function scheduled(unit: Unit, init: Func): readonly Func[] {
  const body = said(unit, init.body);
  const funcOf = new Map<string, string>([...body.matchAll(PREPARES)].map(([, work = '', func = '']) => [work, func]));
  for (const [work, { init: given }] of marked(unit, 'work')) {
    const value = given === null ? null : evaluate(given, { unit });
    if (value?.kind === 'name') funcOf.set(work, value.value);
  }
  const works = [...body.matchAll(SCHEDULES)].map(([, one, other]) => one ?? other ?? '');
  return [...new Set(works)].flatMap((work) => unit.functions.get(funcOf.get(work) ?? '') ?? []);
}

const LOOPS = /^(?:While|Do|For)Statement$/;

/** The name between the brackets of `while (…)`, whatever brackets are around it. */
const conditionOf = (unit: Unit, loop: SyntaxNode): string | undefined => {
  const clause = loop.getChild('ConditionClause') ?? loop.getChild('ParenthesizedExpression');
  return clause === null ? undefined : /^[\s(]*(\w+)[\s)]*$/.exec(said(unit, clause))?.[1];
};

/** @param params the module's, with the variables that hold them. */
export function readWorker(
  { unit, prefix }: Source,
  init: Func | null,
  params: readonly { readonly name: string; readonly type: ParamImage['type']; readonly variable: string }[],
  problems: Problems,
): WorkerImage | null {
  let found: WorkerImage | null = null;
  for (const func of init === null ? [] : scheduled(unit, init)) {
    const statements = childrenOf(func.body);
    const at = statements.findIndex(({ name }) => LOOPS.test(name));
    const loop = statements[at];
    if (loop === undefined) continue;
    const variable = conditionOf(unit, loop);
    const param = params.find((each) => isFlag(each.type) && each.variable.replace(/^&/, '') === variable);
    const body = said(unit, loop);
    const first = (body.split('\n')[0] ?? '')
      .trim()
      .replace(/\s*\{$/, '')
      .slice(0, 60);
    const what = `“${first}” in ${func.name}(), which a worker runs`;
    if (loop.name === 'ForStatement' || param === undefined || !SLEEPS.test(body)) {
      problems.add(
        loop,
        what,
        'left out: a worker is read that sleeps in a loop as long as one bool parameter of the module holds',
      );
      continue;
    }
    if (found !== null) {
      problems.add(loop, what, `left out: ${found.func}() is the one that is read`);
      continue;
    }
    const logOf = (some: readonly SyntaxNode[]): readonly string[] =>
      some.flatMap((statement) => {
        const read = behaviourOf(unit, { ...func, body: statement }, { prefix });
        problems.doubts(read);
        return [...read.before, ...read.after];
      });
    if (/\b(?:pr_\w+|printk)\s*\(/.test(body)) problems.add(loop, what, 'what it prints again and again is left out');
    found = {
      comm: COMM,
      func: func.name,
      enterLog: logOf(statements.slice(0, at)),
      exitLog: logOf(statements.slice(at + 1)),
      whileParam: param.name,
    };
  }
  return found;
}
