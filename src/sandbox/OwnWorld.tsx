import { use, useEffect, useMemo, useState } from 'react';
import { eventNow } from '../kernel/renaming';
import type { WideWorld } from '../kernel/world';
import { once } from '../parts/later';
import { useMedia } from '../parts/useMedia';
import { useLocal, useSelection, useVerbs, useView, useViewer } from '../session/useViewer';
import type { View } from '../viewer/contract';
import { type MachinePart, partOfSelection, rowOf } from '../viewer/machineRows';
import { policyInForce } from '../viewer/policyInForce';
import type { ViewerState } from '../viewer/state';
import type { Beginning } from './Beginnings';
import { bootOf } from './bootOf';
import type { Fields } from './draftProblems';
import { Editor } from './Editor';
import { type Begun, selectedPlace } from './editing';
import { lastSelected, openedOn, unsavedDraft } from './left';
import { machineFields, symbolFields, targetFields } from './otherFields';
import { patchFields } from './patchFields';
import { renamesOf } from './renaming';
import { taskFields } from './taskFields';

/** What reads the stacks that kernels print is fetched with the editor. */
const source = once(() => import('../source/readStack'));

/** The world on the screen, when it is one of the reader's own. */
const ownWorldOf = ({ source, world }: ViewerState): WideWorld | null => (source.kind === 'world' ? world : null);

const worldOf = ({ world }: ViewerState): WideWorld => world;

/** What is on the screen, as it booted and as it is now. */
const onScreen = (world: WideWorld, { step, policy, cursor }: View): readonly Beginning[] => [
  {
    label: 'The machine on the screen',
    note: 'As it boots. What has happened since is played again on what you make of it.',
    begin: () => ({ world, from: 'the machine on the screen', aim: { is: 'change' } }),
  },
  ...(cursor.step === 0
    ? []
    : [
        {
          label: 'The step on the screen',
          note: 'As it is now: its history is only what leads here, as the load of a livepatch.',
          begin: (): Begun => {
            const { world: now, events, lost } = bootOf(step.kernel, policy.id);
            return { world: now, from: 'the step on the screen', aim: { is: 'open', events }, lost };
          },
        },
      ]),
];

interface Props {
  /** What of the machine on the screen is to be changed; default: what is selected there. */
  readonly part?: MachinePart | undefined;
  readonly onClose: () => void;
}

export const OwnWorld = ({ part, onClose }: Props) => {
  const { readStack } = use(source());
  const own = useViewer(ownWorldOf);
  const { replaceFlag, title } = useViewer(policyInForce);
  const { openWorld, changeWorld, end } = useVerbs();
  const world = useViewer(worldOf);
  const view = useView();
  const local = useLocal();
  const screen = useMemo(() => onScreen(world, view), [world, view]);
  // Whoever asks for a part of it changes the machine on the screen, even that of a scenario.
  const about = part === undefined ? own : world;
  const selected = partOfSelection(useSelection());
  const coarse = useMedia('(pointer: coarse)');
  const [begun] = useState(() => {
    const of = part ?? selected;
    const row = of === null ? null : rowOf(world, of);
    return openedOn(about, unsavedDraft.get(local), row, lastSelected.get());
  });
  useEffect(() => {
    const { flush } = unsavedDraft;
    window.addEventListener('pagehide', flush);
    // A phone that ends a page in the background says no more than this.
    document.addEventListener('visibilitychange', flush);
    return () => {
      flush();
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
    };
  }, []);
  const fields = useMemo(
    (): Fields => ({
      machine: machineFields,
      patches: patchFields(replaceFlag),
      targets: targetFields,
      tasks: taskFields(readStack),
      symbols: symbolFields,
    }),
    [replaceFlag, readStack],
  );
  return (
    <Editor
      screen={screen}
      begun={begun}
      fields={fields}
      onOpen={(world, aim, editing) => {
        lastSelected.set(selectedPlace(editing));
        unsavedDraft.set(local, null);
        const renames = renamesOf(editing.from, editing.draft);
        if (aim.is === 'change') changeWorld(world, undefined, renames);
        else {
          openWorld(
            world,
            aim.events.map((event) => eventNow(event, renames)),
          );
          // The machine of a step is where the events that lead to it end.
          if (aim.events.length > 0) end();
        }
        onClose();
      }}
      policy={title}
      onTyped={(editing) => unsavedDraft.set(local, { editing, about })}
      onClose={(editing) => {
        lastSelected.set(selectedPlace(editing));
        onClose();
      }}
      atNumber={part !== undefined || (!coarse && begun.aim.is === 'change')}
    />
  );
};
