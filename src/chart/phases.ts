/** The names of the phases, and which phases belong together. */

/** Events are waited for in these. */
export const stablePhases = ['idle', 'patching', 'unpatching'] as const;
export type StablePhase = (typeof stablePhases)[number];

/** Each compound state with its phases. All but the stable ones are passed through, and carry the kernel function's name. */
export const compounds = {
  waiting: stablePhases,
  loading: [
    'load_module',
    'klp_enable_patch',
    'klp_init_patch',
    '__klp_enable_patch',
    'klp_pre_patch_callback',
    'klp_patch_object',
    'klp_start_transition',
  ],
  switching: ['klp_transition_work_fn', 'klp_try_complete_transition', 'klp_send_signals', 'do_idle'],
  completing: ['klp_complete_transition', 'klp_post_callbacks', 'klp_free_patch_async'],
  writing: [
    'enabled_store',
    'klp_reverse_transition',
    '__klp_disable_patch',
    'klp_pre_unpatch_callback',
    'force_store',
  ],
  targets: [
    'klp_module_coming',
    'klp_cleanup_module_patches_limited',
    'do_init_module',
    'delete_module',
    'klp_module_going',
  ],
} as const;

export type Compound = keyof typeof compounds;

/** Where the chart can be: a phase has no phases inside it. */
export type Phase = (typeof compounds)[Compound][number] | 'return';

/** A phase, or a compound state around some. */
export type StateName = Phase | Compound;

const phases: ReadonlySet<unknown> = new Set([...Object.values(compounds).flat(), 'return']);

export const isPhase = (name: unknown): name is Phase => phases.has(name);

export const isStateName = (name: string): name is StateName => isPhase(name) || Object.hasOwn(compounds, name);

/** True in the phases where events are waited for. */
export const isStable = (phase: string): phase is StablePhase => stablePhases.some((stable) => stable === phase);
