import { DropdownMenu } from 'radix-ui';
import type { KernelEvent } from '../../kernel/events';
import menu from '../../parts/menu.module.css';
import { OpenedPopup, type OpenedPopupProps } from '../../parts/OpenedPopup';
import { useMachineEditor } from '../../session/useMachineEditor';
import { usePreview } from '../../session/usePreview';
import { useVerbs, useView, useViewer } from '../../session/useViewer';
import { type MachinePart, rowOf } from '../../viewer/machineRows';
import { threadAt, threadIndex } from '../../words/threads';
import { changeWords } from '../changeWords';
import styles from './taskMenu.module.css';
import { callVerbs, runVerbs, taskVerbs, type VerbGroup } from './verbs';

/** Which thread. */
export interface Thread {
  readonly tid: number;
  readonly idleOf: number | null;
}

interface ItemProps {
  readonly label: string;
  readonly event: KernelEvent;
}

/** A verb. A refused one says why, and can still be chosen: then the refusal is seen happening. */
const VerbItem = ({ label, event }: ItemProps) => {
  const { act } = useVerbs();
  const preview = usePreview();
  const verdict = preview(event);
  return (
    <DropdownMenu.Item className={menu.item} onSelect={() => act(event)}>
      <span className={menu.words}>
        {verdict?.refused && <span className={styles.refused}>✕ </span>}
        {label}
        {verdict?.refused && <span className={menu.note}>{verdict.because}</span>}
      </span>
    </DropdownMenu.Item>
  );
};

interface SubmenuProps {
  readonly label: string;
  readonly groups: readonly VerbGroup[];
}

/** Many verbs of one kind. Functions are a long list, of which only the first one is asked about. */
const Submenu = ({ label, groups }: SubmenuProps) => {
  const preview = usePreview();
  const first = groups[0]?.verbs[0];
  const verdict = first && preview(first.event);
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className={menu.item}>
        <span className={menu.words}>
          {verdict?.refused && <span className={styles.refused}>✕ </span>}
          {label} …{verdict?.refused && <span className={menu.note}>{verdict.because}</span>}
        </span>
        <span aria-hidden="true">▸</span>
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent className={menu.content} collisionPadding={8}>
          {groups.map((group) => (
            <DropdownMenu.Group key={group.label}>
              <DropdownMenu.Label className={menu.label}>{group.label}</DropdownMenu.Label>
              {group.verbs.map((verb) => (
                <VerbItem key={verb.label} {...verb} />
              ))}
            </DropdownMenu.Group>
          ))}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
};

/** Not a verb: the machine is another one then, and what has happened on it is played again. */
const ChangeItem = ({ tid, idleOf }: Thread) => {
  const change = useMachineEditor();
  const part: MachinePart = idleOf === null ? { kind: 'task', tid } : { kind: 'cpus' };
  const isSaid = useViewer(({ world }) => rowOf(world, part) !== null);
  if (change === null || !isSaid) return null;
  return (
    <DropdownMenu.Group>
      <DropdownMenu.Label className={menu.label}>The machine, as it boots</DropdownMenu.Label>
      <DropdownMenu.Item className={menu.item} onSelect={() => change(part)}>
        {changeWords(part)}
      </DropdownMenu.Item>
    </DropdownMenu.Group>
  );
};

const Verbs = ({ tid, idleOf }: Thread) => {
  const { kernel } = useView();
  const preview = usePreview();
  const index = threadIndex(kernel, tid, idleOf ?? undefined);
  const thread = index === null ? null : threadAt(kernel, index);
  if (!thread) return null;
  const submenus: readonly SubmenuProps[] =
    idleOf === null
      ? [
          { label: 'Call a function', groups: callVerbs(kernel, tid) },
          { label: 'Run on a CPU', groups: [{ label: 'CPUs online', verbs: runVerbs(kernel, tid) }] },
        ]
      : [];
  const isRefused = (event: KernelEvent | undefined): boolean =>
    event !== undefined && preview(event)?.refused === true;
  const submenuRefused = ({ groups }: SubmenuProps): boolean => isRefused(groups[0]?.verbs[0]?.event);
  const verbs = taskVerbs(kernel, thread);
  const refused = verbs.filter(({ event }) => isRefused(event));
  const refusedMenus = submenus.filter(submenuRefused);
  const nothing = refused.length + refusedMenus.length === 0;
  return (
    <>
      {submenus
        .filter((each) => !submenuRefused(each))
        .map((each) => (
          <Submenu key={each.label} {...each} />
        ))}
      {verbs
        .filter(({ event }) => !isRefused(event))
        .map((verb) => (
          <VerbItem key={verb.label} {...verb} />
        ))}
      <ChangeItem tid={tid} idleOf={idleOf} />
      {!nothing && (
        <DropdownMenu.Group>
          <DropdownMenu.Label className={menu.label}>Would be refused now</DropdownMenu.Label>
          {refusedMenus.map((each) => (
            <Submenu key={each.label} {...each} />
          ))}
          {refused.map((verb) => (
            <VerbItem key={verb.label} {...verb} />
          ))}
        </DropdownMenu.Group>
      )}
    </>
  );
};

/** The menu of one thread, from its first opening on. The rules are asked when it opens, not before. */
export const OpenedTaskMenu = ({ tid, idleOf, ...popup }: Thread & OpenedPopupProps) => (
  <OpenedPopup {...popup}>
    <Verbs tid={tid} idleOf={idleOf} />
  </OpenedPopup>
);
