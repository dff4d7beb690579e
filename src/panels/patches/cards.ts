/** The loaded livepatches and target modules as cards. Reads plain state; whether a verb is allowed is asked elsewhere. */

import { type PatchLife, patchLife, replacerOf } from '../../diagram/cycles/patch';
import type { LivepatchImage } from '../../kernel/images';
import type { Kernel, KlpState, Module } from '../../kernel/model';
import { listedPatches, livepatchImageOf, moduleOf, patchOf } from '../../kernel/queries';
import { tasksInside } from '../../kernel/stack';
import { naming } from '../../kernel/targets';
import { taskName } from '../../kernel/taskName';
import type { View } from '../../viewer/contract';
import { memoize } from '../../viewer/memoize';
import { type Changes, changesOf, UNCHANGED } from '../changes';
import { type ObjectRow, objectRows } from './objectRows';
import { type Offer, patchOffers, targetOffers } from './offers';
import { type ParamRow, paramRows } from './paramRows';

/** Where a livepatch stands between `insmod` and `rmmod`. */
export type PatchStatus =
  | 'loading'
  | 'patching'
  | 'unpatching'
  | 'enabled'
  | 'being replaced'
  | 'waiting for the worker'
  | 'module still loaded'
  | 'kept for ever';

export interface PatchCard {
  readonly name: string;
  readonly status: PatchStatus;
  readonly version: number;
  readonly sticky: boolean;
  readonly replace: boolean;
  readonly replaceSet: number;
  readonly forced: boolean;
  readonly states: readonly KlpState[];
  /** `null` for a patch without a module, which only a made-up start can have. */
  readonly refcnt: number | null;
  /** Position on `klp_patches`, from 1; `null` when it is not on the list. */
  readonly stackOrder: number | null;
  readonly objects: readonly ObjectRow[];
  /** What it replaces when its transition completes. */
  readonly replaces: readonly string[];
  /** The patch in transition that is about to replace it. */
  readonly replacedBy: string | null;
  /** Tasks with a function of it on their stacks, as `comm:tid`. */
  readonly inside: readonly string[];
  readonly params: readonly ParamRow[];
  readonly offers: readonly Offer[];
}

export interface TargetCard {
  readonly name: string;
  readonly state: Module['state'];
  readonly refcnt: number;
  /** Listed livepatches that name it, in list order. */
  readonly patchedBy: readonly string[];
  readonly params: readonly ParamRow[];
  readonly offers: readonly Offer[];
}

export interface LoadedModules {
  /** In load order. */
  readonly patches: readonly PatchCard[];
  readonly targets: readonly TargetCard[];
}

/** The card says less than the life cycle: callbacks and cancelling count to the direction they belong to. */
const PATCH_STATUSES: Readonly<Record<PatchLife, PatchStatus>> = {
  absent: 'module still loaded',
  loading: 'loading',
  enabling: 'patching',
  cancelled: 'unpatching',
  patching: 'patching',
  patched: 'enabled',
  replacing: 'being replaced',
  disabling: 'unpatching',
  unpatching: 'unpatching',
  disabled: 'waiting for the worker',
  moduleLeft: 'module still loaded',
  pinned: 'kept for ever',
};

/** What the card says when the patch is gone and only its module is left: the file still tells. */
const fromImage = (
  image: LivepatchImage | undefined,
): Pick<PatchCard, 'version' | 'sticky' | 'replace' | 'replaceSet' | 'states'> => ({
  version: image?.version ?? 0,
  sticky: image?.sticky ?? false,
  replace: image?.replace ?? false,
  replaceSet: image?.replaceSet ?? 0,
  states: image?.states ?? [],
});

const patchCard = (kernel: Kernel, name: string): PatchCard => {
  const patch = patchOf(kernel, name);
  const module = moduleOf(kernel, name);
  const status = PATCH_STATUSES[patchLife(kernel, name)];
  const place = listedPatches(kernel).findIndex((listed) => listed.name === name);
  const { version, sticky, replace, replaceSet, states } = patch ?? fromImage(livepatchImageOf(kernel, name));
  return {
    name,
    status,
    version,
    sticky,
    replace,
    replaceSet,
    states,
    forced: patch?.forced ?? status === 'kept for ever',
    refcnt: module?.refcnt ?? null,
    stackOrder: place < 0 ? null : place + 1,
    objects: patch === undefined ? [] : objectRows(kernel, patch),
    replaces: patch?.replaces ?? [],
    replacedBy: replacerOf(kernel, name),
    inside: tasksInside(kernel, name).map(taskName),
    params: paramRows(kernel, name),
    offers: patchOffers(kernel, name, status),
  };
};

const targetCard = (kernel: Kernel, { name, state, refcnt }: Module): TargetCard => ({
  name,
  state,
  refcnt,
  patchedBy: naming(kernel, name).map((patch) => patch.name),
  params: paramRows(kernel, name),
  offers: targetOffers(name),
});

export const loadedModules = memoize((kernel: Kernel): LoadedModules => {
  const livepatches = kernel.modules.filter(({ kind }) => kind === 'livepatch').map(({ name }) => name);
  const orphans = kernel.patches.map(({ name }) => name).filter((name) => !livepatches.includes(name));
  return {
    patches: [...orphans, ...livepatches].map((name) => patchCard(kernel, name)),
    targets: kernel.modules.filter(({ kind }) => kind === 'target').map((module) => targetCard(kernel, module)),
  };
});

interface Marked<Card> {
  readonly card: Card;
  readonly changes: Changes;
}

export interface PatchesView {
  readonly patches: readonly Marked<PatchCard>[];
  readonly targets: readonly Marked<TargetCard>[];
  /** Modules that the step removed. */
  readonly gone: readonly string[];
}

const NONE: LoadedModules = { patches: [], targets: [] };

const marked = <Card extends { readonly name: string }>(
  cards: readonly Card[],
  before: readonly Card[] | null,
): readonly Marked<Card>[] =>
  cards.map((card) => ({
    card,
    changes:
      before === null
        ? UNCHANGED
        : changesOf(
            before.find(({ name }) => name === card.name),
            card,
          ),
  }));

/** The cards with what the step changed on each. */
export const patchesView = memoize(({ kernel, before }: View): PatchesView => {
  const now = loadedModules(kernel);
  const then = before === null ? null : loadedModules(before);
  const { patches, targets } = then ?? NONE;
  return {
    patches: marked(now.patches, then && patches),
    targets: marked(now.targets, then && targets),
    gone: [...patches, ...targets].map(({ name }) => name).filter((name) => moduleOf(kernel, name) === undefined),
  };
});

const isUnchanged = ({ appeared, parts }: Changes): boolean => !appeared && parts.size === 0;

/** Which cards make room for those that the step is about: beside a new card all others, else those without a change. */
export const briefCards = (all: readonly Changes[]): ((changes: Changes) => boolean) => {
  const hasNew = all.some(({ appeared }) => appeared);
  const hasChanged = all.some((changes) => !isUnchanged(changes));
  return (changes) => (hasNew ? !changes.appeared : hasChanged && isUnchanged(changes));
};
