import { useState } from 'react';
import { Button } from '../parts/Button';
import { Choose } from '../parts/Choose';
import { copyText } from '../parts/copyText';
import { ownApart, titledApart } from '../session/apart';
import { titles } from '../session/catalogue';
import { isMine } from '../session/mine';
import { useMine } from '../session/useViewer';
import { added, titleOf as builtInTitle, moved, places, removed, talkLink } from './playlist';
import styles from './playlist.module.css';

const groups = [...new Set(titles.map(({ group }) => group))].map((label) => ({
  label,
  choices: titles.filter(({ group }) => group === label),
}));

interface Props {
  readonly ids: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** The address of a talk, to be copied. */
const Shared = ({ hash }: { readonly hash: string }) => {
  const [copied, setCopied] = useState(false);
  const { origin, protocol, pathname } = window.location;
  const url = `${protocol === 'file:' ? 'file://' : origin}${pathname}${hash}`;
  const copy = async () => {
    try {
      await copyText(url);
      setCopied(true);
    } catch {
      // Without the permission the link can still be selected and copied.
    }
  };
  return (
    <div className={styles.shared}>
      <input
        className={styles.link}
        aria-label="Link to the talk"
        readOnly
        value={url}
        onFocus={(event) => event.target.select()}
      />
      <Button onClick={copy}>Copy</Button>
      <span role="status">{copied && 'Copied.'}</span>
    </div>
  );
};

/** Chains scenarios into a talk: add, order, take out. */
export const PlaylistEditor = ({ ids, onChange }: Props) => {
  const [chosen, setChosen] = useState(titles[0]?.id ?? '');
  const [own, mine] = useMine();
  const told = ownApart(own, mine);
  const choices = own.map((each) => ({ id: each.id, title: titledApart(each, told) }));
  const titleOf = (id: string): string => choices.find((each) => each.id === id)?.title ?? builtInTitle(id);
  const hash = talkLink(ids);
  return (
    <section className={styles.playlist} aria-label="Talk of several scenarios">
      <h3>Several scenarios, one after the other</h3>
      <div className={styles.add}>
        <Choose className={styles.chosen} label="Scenario to add" value={chosen} onChange={setChosen}>
          {/* A copy of one's own may have the title of a built-in one. */}
          {[...(own.length > 0 ? [{ label: 'My scenarios', choices }] : []), ...groups].map(({ label, choices }) => (
            <optgroup key={label} label={label}>
              {choices.map(({ id, title }) => (
                <option key={id} value={id} dir="auto">
                  {title}
                </option>
              ))}
            </optgroup>
          ))}
        </Choose>
        <Button onClick={() => onChange(added(ids, chosen))}>Add</Button>
      </div>
      {ids.length > 0 && (
        <ol className={styles.list} aria-label="Scenarios of the talk">
          {places(ids).map(({ id, at, key }) => (
            <li key={key}>
              <span className={styles.title} dir="auto">
                {titleOf(id)}
              </span>
              <Button
                aria-label={`Earlier: ${titleOf(id)}`}
                aria-disabled={at === 0}
                onClick={() => onChange(moved(ids, at, -1))}
              >
                ↑
              </Button>
              <Button
                aria-label={`Later: ${titleOf(id)}`}
                aria-disabled={at === ids.length - 1}
                onClick={() => onChange(moved(ids, at, 1))}
              >
                ↓
              </Button>
              <Button aria-label={`Remove: ${titleOf(id)}`} onClick={() => onChange(removed(ids, at))}>
                Remove
              </Button>
            </li>
          ))}
        </ol>
      )}
      {hash !== null && <Shared hash={hash} />}
      {ids.some(isMine) && (
        <p>
          Only this browser has your own scenarios, so there is no link to this talk. What can be sent is one file of
          those: “Save them as one file” in “My scenarios”. Whoever opens it has them, and can make the same talk.
        </p>
      )}
    </section>
  );
};
