/**
 * Short tokens for names that occur again and again. Links are promises: entries may be added, never changed or taken
 * away. A token is a capital that says what kind of name it is, and one more character.
 */
import { functions, moreFunctions, stillMoreFunctions } from './dictionaryFunctions';
import { comms, moreComms } from './dictionaryTasks';

/** `M`: modules. */
const modules = {
  M0: 'test_klp_version_0',
  M1: 'test_klp_version_1',
  M2: 'test_klp_version_2',
  M3: 'test_klp_version_3',
  Ms: 'test_klp_sticky_0',
  Mt: 'test_klp_sticky_1',
  Ml: 'test_klp_livepatch',
  Ma: 'test_klp_atomic_replace',
  Md: 'test_klp_callbacks_demo',
  Me: 'test_klp_callbacks_demo2',
  Mf: 'test_klp_state',
  Mg: 'test_klp_state2',
  Mh: 'test_klp_state3',
  My: 'test_klp_syscall',
  Mp: 'test_klp_mod_patch',
  Mm: 'test_klp_callbacks_mod',
  Mb: 'test_klp_callbacks_busy',
  Mr: 'test_klp_mod_target',
  Mk: 'test_klp_kprobe',
  Mw: 'test_klp_shadow_vars',
  Mx: 'livepatch_sample',
  Mv: 'vmlinux',
  M4: 'livepatch_v1',
  M5: 'livepatch_v2',
  M6: 'livepatch_v3',
  M7: 'livepatch_v4',
  M8: 'livepatch_v5',
  MA: 'livepatch_1',
  MB: 'livepatch_2',
  MC: 'livepatch_3',
  MD: 'net_v1',
  ME: 'net_v2',
  MF: 'disk_v1',
  MG: 'l1tf_v3',
  MH: 'l1tf_v4',
  MI: 'rollup_v5',
} as const;

/** `W`: module parameters, and values other than one digit. */
const words = {
  Wr: 'replace',
  Wp: 'pre_patch_ret',
  Wb: 'block_transition',
  Wk: 'klp_pids',
  Wh: 'has_post_handler',
  Wd: '-19',
  Wi: '-22',
  We: '-16',
  Wm: '-12',
  Wy: 'y',
  WY: 'Y',
  Wn: 'n',
  WN: 'N',
  Wo: 'on',
  Wf: 'off',
  Wt: 'true',
  WF: 'false',
} as const;

/** Token → name. */
export const DICTIONARY: Readonly<Record<string, string>> = {
  ...modules,
  ...functions,
  ...moreFunctions,
  ...stillMoreFunctions,
  ...comms,
  ...moreComms,
  ...words,
};

/** First characters of tokens. */
export const TOKEN_KINDS = 'FGMTUVW';

/** First characters of references to names mentioned before: alone, with one more character, with two more. */
export const REFERENCES = { one: 'ABCDEHIJKLNOPQRSX', two: 'Y', three: 'Z' } as const;
