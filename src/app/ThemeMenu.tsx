import { IconButton } from '../parts/IconButton';
import { MoonIcon, ProjectorIcon, SunIcon, SystemThemeIcon } from '../parts/icons';
import { Menu } from '../parts/Menu';

export const CHOICES = [
  { value: 'system', label: 'As the system', icon: <SystemThemeIcon /> },
  { value: 'light', label: 'Light', icon: <SunIcon /> },
  { value: 'dark', label: 'Dark', icon: <MoonIcon /> },
  { value: 'projector', label: 'Projector', note: 'Larger and starker, for a hall', icon: <ProjectorIcon /> },
  { value: 'projector-dark', label: 'Projector, dark', note: 'The same for a dark hall', icon: <ProjectorIcon /> },
] as const;

export const isTheme = (value: string): value is ThemeChoice => CHOICES.some((choice) => choice.value === value);

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
    onChange={(value) => isTheme(value) && onChange(value)}
    trigger={
      <IconButton label="Theme">{CHOICES.find(({ value }) => value === theme)?.icon ?? <SystemThemeIcon />}</IconButton>
    }
  />
);
