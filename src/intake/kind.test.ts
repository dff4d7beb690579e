import { describe, expect, it } from 'vitest';
import { cpuTime } from '../kernel/cpuTime.testkit';
import { isOurs, kindOf, strange, UNDERSTOOD } from './kind';

const livepatch = 'static struct klp_patch patch = { .mod = THIS_MODULE };\nmodule_init(my_init);\n';
const log = '[    1.5] livepatch: enabling patch ‘x’\n[    1.6] EXT4-fs (sda1): mounted\n';

describe('what a text is', () => {
  it.each([
    ['scenario', '{ "klp": 1 }', undefined],
    ['scenario', 'not even JSON', 'talk.klp.json'],
    ['C', livepatch, undefined],
    ['C', 'anything', 'x.c'],
    ['tasks', '[<0>] do_sys_poll+0x4e/0x60 [mod]\n', undefined],
    ['tasks', '[  12.3] task:postgres state:D stack:0 pid:77\n', undefined],
    ['tasks', ' #2 [ffffb3a1c0a37d48] schedule_timeout at ffffffff81a5b1c5', undefined],
    ['tasks', 'livepatch: klp_try_switch_task: kdevtmpfs:340 has an unreliable stack\n', 'dmesg.txt'],
    ['log', log, 'dmesg.txt'],
    ['log', '# dmesg -T\n[Sat Sep  6 11:00:20 2025] livepatch: signaling remaining tasks\n', undefined],
    ['diff', `diff --git a/x.c b/x.c\n+${livepatch}`, undefined],
    ['compiled', '\x7FELF\x02\x01\x01', 'fix.ko'],
    ['binary', 'PNG\0\0\0', 'screen.png'],
    ['link', 'https://example.org/klp/#/first-patch/4', undefined],
    ['link', '<https://example.org/#/own/1/system-state~1c2p.\n-Kfix/iA/7ph>', 'link.txt'],
    ['blocking', 'db1:~ # klp -v blocking\n7482 /usr/sbin/sshd -D\n19 [kworker/1:0]\n', undefined],
    ['tasks', 'Name:\tpostgres\nUmask:\t0077\nState:\tD (disk sleep)\nPid:\t412\n', undefined],
    ['packed', '\x1f\uFFFD\x08\0\0\0', 'dmesg.log.gz'],
    ['C', '#include <linux/livepatch.h>\n\nstatic int f(void)\n{\n\tpr_info("cut', undefined],
    ['trace', '# tracer: function\n#\n  cat-18    [001] .....   412.1: f <-seq_read_iter\n', undefined],
    ['hooks', 'f (1) R I     M \ttramp: 0xffffffffc0569000 (klp_ftrace_handler+0x0/0x260) ->g+0x0/0x2\n', undefined],
    ['selftests', 'TAP version 13\n1..8\n# selftests: livepatch: test-livepatch.sh\n', undefined],
    ['selftests', 'TEST: basic function patching ... not ok\n', undefined],
    ['build', 'Using cache at /root/.kpatch/src\nmeminfo.o: changed function: meminfo_proc_show\n', undefined],
    ['build', '- klp-build: building original kernel\n', undefined],
    ['modinfo', 'filename: /lib/fix.ko\nlivepatch: Y\nvermagic:       7.2.13 SMP\n', undefined],
    ['base64', 'From: a\nContent-Transfer-Encoding: base64\n\nZGlmZiAtLWdpdCBh\n', undefined],
    ['oneLine', 'Call Trace: f+0x1/0x2 g+0x3/0x4 do_syscall_64+0x5/0x6\n', undefined],
    ['oneLine', '#include <linux/livepatch.h> static struct klp_func funcs[] = { };', undefined],
    ['empty', ' \n', 'x.c'],
    ['other', 'last check: 18 minutes ago\nkernel: 5.15.0-78.85-generic\npatch state: applied\n', undefined],
    ['other', 'A letter that speaks of module loading, struct page, and f(0x10).', undefined],
  ])('%s', (kind, text, name) => {
    expect(kindOf({ text, name })).toBe(kind);
  });

  it('is seen in no time, whatever it is', () => {
    for (const piece of [
      'a+0x',
      '+0x1/0x2',
      'f (1) R ',
      '# tracer',
      'struct klp_',
      'module_init',
      '['.repeat(50),
      'x'.repeat(79),
    ])
      expect(cpuTime(() => kindOf({ text: piece.repeat(50_000) }))).toBeLessThan(200);
  });

  it('is said where nothing can be made of it', () => {
    expect(strange({ text: '', name: 'x.c' })).toBe('x.c: the file is empty.');
    expect(strange({ text: 'Dear list' })).toBe('This is text of another kind.');
    expect(strange({ text: '\x7FELF', name: 'fix.ko' })).toContain('its source, the .c');
    expect(strange({ text: log, name: 'dmesg.txt' })).toMatch(/^dmesg\.txt is a kernel log, and .*sysrq-trigger/);
    expect(strange({ text: livepatch })).toBeNull();
    expect(UNDERSTOOD).toMatch(/\.klp\.json.*C.*\/proc\/PID\/stack/);
  });

  it('is none of our business where it is pasted on the page and is neither', () => {
    expect(isOurs('{ "compilerOptions": {} }')).toBe(false);
    expect(isOurs('Good morning')).toBe(false);
    expect(isOurs('[    1.6] EXT4-fs (sda1): mounted\n')).toBe(false);
    for (const text of [
      log,
      '{ "steps": [{ "op": "insmod", "module": "p" }] }',
      '{ "tasks": [{ "tid": 1, "comm": "systemd" }] }',
      'https://example.org/klp/#/first-patch/4',
    ])
      expect(isOurs(text)).toBe(true);
    expect(isOurs(livepatch)).toBe(true);
  });
});
