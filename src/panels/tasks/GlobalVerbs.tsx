import { DropdownMenu } from 'radix-ui';
import { Button } from '../../parts/Button';
import menu from '../../parts/menu.module.css';
import { useVerbs, useView } from '../../session/useViewer';
import { VerbButton } from '../../words/VerbButton';
import { cpuVerbs } from './verbs';

const ATTEMPT = { type: 'attempt' } as const;
const TICK = { type: 'tick' } as const;

const CpuItems = () => {
  const { kernel } = useView();
  const { act, preview } = useVerbs();
  return cpuVerbs(kernel).map(({ label, event }) => {
    const verdict = preview(event);
    return (
      <DropdownMenu.Item key={label} className={menu.item} onSelect={() => act(event)}>
        <span className={menu.words}>
          {label}
          {verdict.refused && <span className={menu.note}>Would be refused: {verdict.because}</span>}
        </span>
      </DropdownMenu.Item>
    );
  });
};

/** What happens to all tasks at once: the periodic attempt, the timer interrupt, CPUs that come and go. */
export const GlobalVerbs = () => {
  const { act, preview } = useVerbs();
  return (
    <>
      <VerbButton
        small
        label="Attempt"
        title="One run of klp_transition_work_fn(), about a second after the one before"
        verdict={preview(ATTEMPT)}
        onAct={() => act(ATTEMPT)}
      />
      <VerbButton
        small
        label="Tick"
        title="A timer interrupt on every CPU"
        verdict={preview(TICK)}
        onAct={() => act(TICK)}
      />
      <DropdownMenu.Root>
        <DropdownMenu.Trigger asChild>
          <Button look="quiet">CPUs</Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className={menu.content} align="end" sideOffset={4} collisionPadding={8}>
            <DropdownMenu.Label className={menu.label}>CPUs come and go</DropdownMenu.Label>
            <CpuItems />
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </>
  );
};
