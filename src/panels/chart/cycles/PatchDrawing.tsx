import { ArrowHead } from '../../../parts/ArrowHead';
import { join } from '../../../parts/join';
import { lookMark } from '../../../words/lookMarks';
import type { GateNow } from './gatesNow';
import styles from './patchDrawing.module.css';
import {
  BOX_HEIGHT,
  type CyclePicture,
  fittingIn,
  LEADING,
  type Plan,
  pathOf,
  placeIn,
  plans,
  pointsOf,
  SMALL_SIZE,
  TITLE_SIZE,
} from './picture';

const PAD = 7;

const Gates = ({
  gates,
  at: [x, y, width, height],
}: {
  readonly gates: readonly GateNow[];
  readonly at: Plan['gates'][string];
}) => {
  // Where there are many, what they say stands behind what they ask only if it is news.
  const roomy = gates.length * 2 * LEADING <= height + LEADING;
  const lines = gates.flatMap((gate) => [
    { gate, text: `${gate.mark} ${gate.asks}`, asks: true },
    ...(roomy || gate.state === 'refused' ? [{ gate, text: gate.says, asks: false }] : []),
  ]);
  return lines.map(({ gate, text, asks }, at) => (
    <g key={`${gate.key} ${text}`} data-look={lookMark.edge(gate.key)}>
      <title>{`${gate.asks}: ${gate.says}`}</title>
      <text
        className={join(styles.gate, asks && styles.asks)}
        data-state={gate.state}
        x={asks ? x : x + 13}
        y={y + 10 + at * LEADING}
        fontSize={SMALL_SIZE}
      >
        {fittingIn(text, width)}
      </text>
    </g>
  ));
};

const Planned = ({ picture, plan }: { readonly picture: CyclePicture; readonly plan: Plan }) => {
  const id = (name: string) => `${plan.name}-${name}`;
  const moves = picture.list.flatMap((state) => state.moves);
  return (
    <svg
      role="img"
      aria-label={picture.says}
      className={join(styles.svg, styles[plan.name])}
      viewBox={`0 0 ${plan.width} ${plan.height}`}
    >
      <defs>
        <ArrowHead id={id('arrow')} className={styles.head} />
        <ArrowHead id={id('taken')} className={styles.takenHead} />
      </defs>
      {moves
        .toSorted((a, b) => Number(a.taken !== null) - Number(b.taken !== null))
        .map((move) => (
          <path
            key={move.key}
            className={move.taken === null ? styles.line : styles.taken}
            d={pathOf(pointsOf(plan.edges[move.key] ?? []))}
            markerEnd={`url(#${id(move.taken === null ? 'arrow' : 'taken')})`}
          >
            <title>{move.says}</title>
          </path>
        ))}
      {Object.entries(plan.gates).map(([key, at]) => {
        const gates = moves.find((move) => move.key === key)?.gates ?? [];
        return <Gates key={key} gates={gates} at={at} />;
      })}
      {picture.list.map((state) => {
        const [x, y, width] = placeIn(plan, state.id) ?? [0, 0, 0];
        return (
          <g key={state.id} className={state.here === null ? undefined : styles.here}>
            <title>{state.says}</title>
            <rect className={styles.paper} x={x} y={y} width={width} height={BOX_HEIGHT} rx={6} />
            <text
              className={styles.title}
              x={x + width / 2}
              y={y + (state.here === null ? 21 : 14)}
              fontSize={TITLE_SIZE}
              textAnchor="middle"
            >
              {state.title}
            </text>
            {state.here !== null && (
              <text className={styles.who} x={x + width / 2} y={y + 28} fontSize={SMALL_SIZE} textAnchor="middle">
                {fittingIn(state.here, width - PAD, state.hereInShort ?? state.here)}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
};

/** The life cycle of a livepatch with the rules on its edges; of the two plans the one that the panel has room for is seen. */
export const PatchDrawing = ({ picture }: { readonly picture: CyclePicture }) =>
  plans.map((plan) => <Planned key={plan.name} picture={picture} plan={plan} />);
