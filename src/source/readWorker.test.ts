import { describe, expect, it, test } from 'vitest';
import { library } from '../kernel/library';
import { readModules } from './readModules';

/** The kernel's `test_klp_callbacks_busy.c` in short, with what its worker loops in. */
const busy = (loop: string, above = 'static DECLARE_WORK(work, busy_func);', schedule = 'schedule_work(&work);') => `
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt
static bool block_transition;
module_param(block_transition, bool, 0644);
static void busy_func(struct work_struct *work);
${above}
static void busy_func(struct work_struct *work)
{
	pr_info("%s enter\\n", __func__);
	complete(&started);
	${loop}
	pr_info("%s exit\\n", __func__);
}
static int busy_init(void) { pr_info("%s\\n", __func__); ${schedule} return 0; }
static void busy_exit(void) { WRITE_ONCE(block_transition, false); flush_work(&work); }
module_init(busy_init);
module_exit(busy_exit);
MODULE_LICENSE("GPL");
`;
const LOOP = 'while (READ_ONCE(block_transition)) { msleep(20); }';
const worker = {
  comm: 'kworker/1:2',
  func: 'busy_func',
  enterLog: ['{module}: busy_func enter'],
  exitLog: ['{module}: busy_func exit'],
  whileParam: 'block_transition',
};

describe('a worker that stays in a function', () => {
  test.each([
    ['as the selftest has it', busy(LOOP)],
    ['without READ_ONCE()', busy('while (block_transition) msleep(20);')],
    ['asked at the end', busy('do { schedule_timeout_uninterruptible(HZ); } while (block_transition);')],
    ['on another queue', busy(LOOP, undefined, 'queue_work(system_wq, &work);')],
    [
      'of a work that init makes',
      busy(LOOP, 'static struct work_struct work;', 'INIT_WORK(&work, busy_func); schedule_work(&work);'),
    ],
    ['later', busy(LOOP, 'static DECLARE_DELAYED_WORK(work, busy_func);', 'schedule_delayed_work(&work, HZ);')],
  ])('%s', (_, text) => {
    const { targets, problems } = readModules(text, 'busy_two.c');
    expect(problems).toEqual([]);
    expect(targets[0]).toMatchObject({ name: 'busy_two', functions: ['busy_func'], worker });
    expect(targets[0]?.effects).toBeUndefined();
  });

  it('is in the words of the library’s own', () => {
    const image = library.find(({ name }) => name === 'test_klp_callbacks_busy');
    const own = image?.kind === 'target' ? image.worker : undefined;
    const read = readModules(busy(LOOP).replaceAll('busy_func', 'busymod_work_func')).targets[0]?.worker;
    expect(read).toEqual(own);
  });

  test.each([
    ['by what is no parameter', 'while (!kthread_should_stop()) msleep(20);'],
    ['without sleep', 'while (READ_ONCE(block_transition)) cpu_relax();'],
    ['for ever', 'for (;;) msleep(20);'],
  ])('%s is named', (_, loop) => {
    const { targets, problems } = readModules(busy(loop));
    expect(targets[0]?.worker).toBeUndefined();
    expect(problems).toEqual([
      expect.objectContaining({ line: 11, what: expect.stringContaining('in busy_func(), which a worker runs') }),
    ]);
  });

  it('is none where init does not schedule it', () => {
    expect(readModules(busy(LOOP, undefined, '')).targets[0]?.worker).toBeUndefined();
  });
});
