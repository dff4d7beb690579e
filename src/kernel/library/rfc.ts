/**
 * The modules that the RFC lists among its files. Their names are the RFC's, their contents are ours: chosen so that
 * loading them in different orders shows each rule.
 */
import type { FuncImage, LivepatchImage } from '../images';

const source = 'names: RFC of 11 February 2019; contents: this project';

/** A function whose output in /proc tells which livepatch runs. */
const shows = (module: string, path: string, oldName: string): FuncImage => ({
  oldName,
  newName: `livepatch_${oldName}`,
  sympos: 0,
  effect: { path, reads: `${module}: this has been live patched` },
});

const cmdline = (module: string) => shows(module, '/proc/cmdline', 'cmdline_proc_show');
const meminfo = (module: string) => shows(module, '/proc/meminfo', 'meminfo_proc_show');
const versionFile = (module: string) => shows(module, '/proc/version', 'version_proc_show');

type Given = Pick<LivepatchImage, 'version' | 'note'> & Partial<Pick<LivepatchImage, 'sticky' | 'replace'>>;

const livepatch = (
  name: string,
  { version, sticky = false, replace = false, note }: Given,
  funcs: readonly ((module: string) => FuncImage)[],
): LivepatchImage => ({
  kind: 'livepatch',
  name,
  version,
  sticky,
  replace,
  replaceSet: 0,
  params: [],
  states: [],
  objects: [{ name: 'vmlinux', funcs: funcs.map((func) => func(name)), callbacks: {} }],
  ...(note !== undefined && { note }),
  source,
});

export const rfcModules: readonly LivepatchImage[] = [
  livepatch(
    'test_klp_version_0',
    { version: 0, note: 'Version 0 opts out of versioning: it loads at any time, on top of whatever is there.' },
    [cmdline],
  ),
  livepatch('test_klp_version_1', { version: 1, note: 'Version 1, not cumulative: patches one function.' }, [cmdline]),
  livepatch(
    'test_klp_version_2',
    { version: 2, note: 'Version 2, not cumulative: stacks on version 1 and patches a second function.' },
    [cmdline, meminfo],
  ),
  livepatch(
    'test_klp_version_3',
    {
      version: 3,
      replace: true,
      note: 'Version 3, cumulative: replaces all others. It leaves meminfo_proc_show alone, so a nop stands in for version 2.',
    },
    [cmdline, versionFile],
  ),
  livepatch(
    'test_klp_sticky_0',
    { version: 1, sticky: true, note: 'Version 1, sticky: once fully patched it cannot be disabled.' },
    [cmdline, meminfo],
  ),
  livepatch(
    'test_klp_sticky_1',
    {
      version: 2,
      replace: true,
      note: 'Version 2, cumulative and not sticky: replaces test_klp_sticky_0 and can be disabled again.',
    },
    [cmdline, meminfo],
  ),
];
