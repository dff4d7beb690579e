import { type FormEvent, useRef, useState } from 'react';
import { fileName } from '../export/fileName';
import { klpFileText, SUFFIX, scenarioOfFile, talkOf } from '../file/file';
import { defaultPolicy } from '../kernel/policies';
import { Button } from '../parts/Button';
import { Dialog } from '../parts/Dialog';
import { download, textFile } from '../parts/download';
import { Field } from '../parts/Field';
import type { Opened } from '../parts/opened';
import { Quoted } from '../parts/Quoted';
import { ownApart } from '../session/apart';
import { ownName } from '../session/mine';
import { ownLink } from '../session/ownLink';
import { fileOnScreen } from '../session/scenarioFile';
import { useLocal, useMine, useOpenScenario, useVerbs, useViewerItself } from '../session/useViewer';
import { NAMELESS } from '../viewer/opening';
import { titleOf } from '../viewer/title';
import {
  duplicate,
  entryOf,
  KEPT_NOTHING,
  keep,
  keepOver,
  move,
  namesake,
  newOwnId,
  putBack,
  type Removed,
  type Replaced,
  remove,
  rename,
  takeBack,
  titleFrom,
  UNTITLED,
} from './editing';
import styles from './mine.module.css';
import { Row } from './Row';
import { keepTalkTitle, talkTitle } from './talkTitle';

const UNREADABLE = 'It cannot be read: what this browser has kept of it is damaged.';

/** The scenarios of the reader's own: keeps what is on the screen, and changes, orders and opens what was kept. */
export const MyScenarios = ({ onClose }: Opened) => {
  const [titles, mine] = useMine();
  const { store } = useViewerItself();
  const { openLink, tell } = useVerbs();
  const openScenario = useOpenScenario();
  const [title, setTitle] = useState(titleOf(store.getState().scenario));
  const local = useLocal();
  const [called, setCalled] = useState(() => talkTitle(local));
  const [problem, setProblem] = useState<string>();
  const [outcome, setOutcome] = useState('');
  /** What can be put back, the last one at the end. */
  const [removed, setRemoved] = useState<readonly Removed[]>([]);
  const [replaced, setReplaced] = useState<Replaced | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const same = namesake(mine, titleFrom(title) ?? '');
  /** What was kept last of what is on the screen. */
  const [own, setOwn] = useState(entryOf(mine, store.getState().scenario)?.id);
  /** What has the title is kept of that, and not of something else. */
  const isIts = same !== null && own === same.id;
  const told = ownApart(titles, mine);
  const last = removed.at(-1);

  const say = (kept: boolean, says: string): void => {
    setReplaced(null);
    setOutcome(kept ? says : KEPT_NOTHING);
  };
  /** What reads a scenario first, which may be damaged. */
  const saying = (work: Promise<boolean>, says: string): Promise<void> =>
    work.then(
      (kept) => say(kept, says),
      () => {
        setReplaced(null);
        setOutcome(UNREADABLE);
      },
    );

  /** What is on the screen is from now on what is kept under this id. */
  const call = (id: string, title: string): void => {
    const { scenario, source, line, policy } = store.getState();
    if (source.kind !== 'world' || line !== 0) return;
    // What was written for another policy expects more than what is kept of it: it stays on the screen.
    if (scenario === null || (scenario.policy ?? defaultPolicy.id) === policy)
      tell({ ...onScreen(), id: ownName(id), title });
  };
  const onScreen = () => scenarioOfFile(fileOnScreen(store.getState()), NAMELESS);
  const wantedTitle = (): string | null => {
    const wanted = titleFrom(title);
    setProblem(wanted === null ? UNTITLED : undefined);
    if (wanted === null) {
      setOutcome('');
      form.current?.querySelector('input')?.focus();
    }
    return wanted;
  };
  const keepNew = () => {
    const wanted = wantedTitle();
    if (wanted === null) return;
    const id = newOwnId();
    const isKept = keep(mine, onScreen(), wanted, () => id);
    if (isKept) {
      call(id, wanted);
      setOwn(id);
    }
    say(isKept, `“${wanted}” is kept.`);
  };
  /** What has the title already becomes what is on the screen. */
  const replace = () => {
    if (same === null) return;
    const before = keepOver(mine, same, onScreen());
    if (before !== null) {
      call(same.id, same.title);
      setOwn(same.id);
    }
    say(before !== null, `“${same.title}” is now what is on the screen.`);
    setReplaced(before);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isIts) replace();
    else keepNew();
  };
  const take = (id: string) => {
    const gone = remove(mine, id);
    if (gone === null) return;
    say(true, `“${gone.entry.title}” is deleted.`);
    setRemoved([...removed, gone]);
  };
  const back = (gone: Removed) => {
    const isBack = putBack(mine, gone);
    say(isBack, `“${gone.entry.title}” is back.`);
    if (isBack) setRemoved(removed.filter((each) => each !== gone));
  };
  const open = (id: string) => {
    onClose();
    openScenario(id);
  };
  const talk = async () => {
    const ids = titles.map(({ id }) => id);
    const [first] = ids;
    if (first === undefined) return;
    try {
      openLink(ownLink(await mine.load(first), { ids, at: 0 }), 'reader');
      onClose();
    } catch {
      setOutcome(UNREADABLE);
    }
  };

  const save = async () => {
    try {
      const all = await Promise.all(titles.map(({ id }) => mine.load(id)));
      const title = talkTitle(local);
      const name = `${fileName({ ...NAMELESS, title })}${SUFFIX}`;
      download(name, textFile(klpFileText(talkOf(title, all))));
      say(true, `“${title}” is saved as ${name}, ${all.length} scenarios in this order.`);
    } catch {
      setOutcome(UNREADABLE);
    }
  };

  return (
    <Dialog
      wide
      title="My scenarios"
      description="Kept in this browser, and nowhere else. A file can be sent or kept elsewhere: of one, from “Export …”, or of them all, as a talk."
      onClose={onClose}
      footer={
        <>
          {titles.length > 1 && (
            <>
              <Button onClick={save}>Save them as one file</Button>
              <Button onClick={talk}>Make a talk of them, in this order</Button>
            </>
          )}
          <Button look="primary" onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      <div className={styles.place}>
        <form ref={form} className={styles.save} onSubmit={submit}>
          <Field
            className={styles.title}
            dir="auto"
            label="Title of what is on the screen"
            value={title}
            onChange={(text) => {
              setTitle(text);
              setProblem(undefined);
            }}
            problem={problem}
          />
          {same !== null &&
            (isIts ? (
              <Button onClick={keepNew}>Keep as new</Button>
            ) : (
              <Button onClick={replace}>Replace the one of this title</Button>
            ))}
          <Button type="submit">{same === null || isIts ? 'Keep it' : 'Keep as new'}</Button>
        </form>
        {titles.length === 0 ? (
          <p className={styles.none}>Nothing is kept yet.</p>
        ) : (
          <ol className={styles.list} aria-label="My scenarios">
            {titles.map((own, at) => (
              <Row
                key={own.id}
                own={own}
                apart={told.get(own.id)}
                isFirst={at === 0}
                isLast={at === titles.length - 1}
                onOpen={() => open(own.id)}
                onRename={(wanted) => {
                  const { scenario } = store.getState();
                  if (scenario !== null && entryOf(mine, scenario)?.id === own.id) tell({ ...scenario, title: wanted });
                  return saying(rename(mine, own.id, wanted), `It is called “${wanted}” now.`);
                }}
                onDuplicate={() => saying(duplicate(mine, own.id), `There are two of “${own.title}” now.`)}
                onMove={(by) => say(move(mine, own.id, by), `“${own.title}” is ${by < 0 ? 'earlier' : 'later'} now.`)}
                onDelete={() => take(own.id)}
              />
            ))}
          </ol>
        )}
        {titles.length === 1 && (
          <p className={styles.none}>Keep another one, and the two can be presented as a talk, or saved as one file.</p>
        )}
        {titles.length > 1 && (
          <Field
            className={styles.talk}
            dir="auto"
            label="Title of the talk that they make"
            value={called}
            onChange={(text) => {
              setCalled(text);
              keepTalkTitle(local, text);
            }}
            problem={titleFrom(called) === null ? UNTITLED : undefined}
          />
        )}
        <div className={styles.outcome}>
          <span role="status">
            <Quoted says={outcome} />
          </span>
          {last !== undefined && <Button onClick={() => back(last)}>Put “{last.entry.title}” back</Button>}
          {replaced !== null && (
            <Button onClick={() => say(takeBack(mine, replaced), `“${replaced.entry.title}” is what it was.`)}>
              Put it back
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
};
