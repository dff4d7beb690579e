import { describe, expect, it } from 'vitest';
import { specFromImage } from '../kernel/imageSpecs';
import type { LivepatchImage } from '../kernel/images';
import { library } from '../kernel/library';
import { LIMITS } from '../kernel/limits';
import type { WidePatchSpec } from '../kernel/world';
import { readModules } from './readModules';
import { writeModule } from './writeModule';

const livepatches = library.flatMap((image) => (image.kind === 'livepatch' ? [image] : []));
/** A note may be no longer than those of one's own livepatches. */
const described = ({ note, ...image }: LivepatchImage): WidePatchSpec =>
  specFromImage({ ...image, ...(note !== undefined && { note: note.slice(0, LIMITS.note) }) });
const back = (spec: WidePatchSpec) => readModules(writeModule(spec));

describe('written as C and read again', () => {
  it.each(livepatches)('$name is what it was', (image) => {
    const spec = described(image);
    expect(back(spec)).toEqual({ patches: [spec], targets: [], guesses: [], problems: [] });
  });

  const callbacks = {
    pre_patch: { log: ['{module}: before {target}, 100%'], always: ['plain "text"'], returnsParam: 'ret' },
    post_unpatch: { log: ['of {module} \\ {target} or {target}'] },
  };
  const full: WidePatchSpec = {
    name: 'cve_2026_1',
    version: 4_294_967_295,
    sticky: true,
    replace: true,
    replaceSet: 7,
    replaceParam: 'cumulative',
    states: [
      { id: 3, version: 2, blockDisable: true },
      { id: 4, version: 0 },
    ],
    params: [
      { name: 'ret', type: 'int', default: '-19', mode: '0644' },
      { name: 'cumulative', type: 'bool', default: 'Y', mode: '0444' },
      { name: 'who', type: 'text', default: 'größe "1"', mode: '0' },
      { name: 'unset', type: 'text', default: '(null)', mode: '0444' },
      { name: 'closed', type: 'invbool', default: 'Y', mode: '0644' },
      { name: 'level', type: 'bint', default: '1', mode: '0644' },
    ],
    funcs: ['tcp_sendmsg', 's_next,2', 'ext4:ext4_sync_file'],
    objects: [
      { name: 'nf_tables', callbacks },
      {
        name: 'kvm',
        funcs: [
          { oldName: 'vcpu_run', newName: 'fixed_vcpu_run', effect: { log: ['cve_2026_1: runs', 'quietly'] } },
          { oldName: 'kvm_stats_show', sympos: 2, effect: { path: '/proc/kvm_stats', reads: 'fixed\nand two lines' } },
        ],
        callbacks: { pre_patch: { log: [], returns: -22 }, post_patch: { log: ['done'] } },
      },
    ],
    initLog: { before: ['{module}: hello'], after: ['{module}: enabled', 'bye'] },
    exitLog: ['{module}: out'],
    note: 'Says everything; even "this".',
  };

  it.each<[string, WidePatchSpec]>([
    ['everything', full],
    ['nothing', { name: 'empty', funcs: [], objects: [{ name: 'vmlinux' }] }],
    [
      'the same object twice',
      { name: 'twice', funcs: ['f'], objects: [{ name: 'vmlinux', funcs: [{ oldName: 'g' }] }] },
    ],
    ['the same function twice', { name: 'twice', funcs: ['f', 'f'] }],
    ['an init that fails', { name: 'fails', funcs: ['f'], initLog: { before: ['no'] }, initReturns: -19 }],
    ['no mark', { name: 'plain', funcs: ['f'], complaint: { about: 'notMarked' } }],
  ])('%s is what it was', (_, spec) => {
    expect(back(spec)).toEqual({ patches: [spec], targets: [], guesses: [], problems: [] });
  });

  it('two modules in one text are two', () => {
    const { patches, problems } = readModules(livepatches.map((image) => writeModule(described(image))).join('\n'));
    expect(patches).toEqual(livepatches.map(described));
    expect(problems).toEqual([]);
  });

  it('looks like the kernel’s samples', () => {
    expect(writeModule({ name: 'fix', version: 2, funcs: ['cmdline_proc_show'] })).toBe(`/* fix.c - a livepatch */

#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/livepatch.h>

static void fix_cmdline_proc_show(void)
{
	/* What cmdline_proc_show() does from now on. */
}

static struct klp_func funcs[] = {
	{
		.old_name = "cmdline_proc_show",
		.new_func = fix_cmdline_proc_show,
	},
	{ }
};

static struct klp_object objs[] = {
	{
		.name = NULL, /* vmlinux */
		.funcs = funcs,
	},
	{ }
};

static struct klp_patch patch = {
	.mod = THIS_MODULE,
	.objs = objs,
	.version = 2, /* the RFC of February 2019 */
};

static int fix_init(void)
{
	return klp_enable_patch(&patch);
}

static void fix_exit(void)
{
}

module_init(fix_init);
module_exit(fix_exit);
MODULE_LICENSE("GPL");
MODULE_INFO(livepatch, "Y");
`);
  });
});
