import { IconButton } from '../parts/IconButton';
import { MoonIcon, ProjectorIcon, SunIcon, SystemThemeIcon } from '../parts/icons';
import { Menu } from '../parts/Menu';

const CHOICES = [
  { value: 'system', label: 'As the system', icon: <SystemThemeIcon /> },
  { value: 'light', label: 'Light', icon: <SunIcon /> },
  { value: 'dark', label: 'Dark', icon: <MoonIcon /> },
  { value: 'projector', label: 'Projector', note: 'Larger and starker, for a hall', icon: <ProjectorIcon /> },
  { value: 'projector-dark', label: 'Projector, dark', note: 'The same for a dark hall', icon: <ProjectorIcon /> },
] as const;

export type ThemeChoice = (typeof CHOICES)[number]['value'];

interface Props {
  readonly theme: ThemeChoice;
  readonly onChange: (theme: ThemeChoice) => void;
}

export const ThemeMenu = ({ theme, onChange }: Props) => (
  <Menu
    label="Theme"
    value={theme}
    choices={CHOICES}
    onChange={(value) => {
      const choice = CHOICES.find((each) => each.value === value);
      if (choice !== undefined) onChange(choice.value);
    }}
    trigger={
      <IconButton label="Theme">{CHOICES.find(({ value }) => value === theme)?.icon ?? <SystemThemeIcon />}</IconButton>
    }
  />
);
