import type { ReactNode } from 'react';

export const Icon = ({ children, filled = false }: { readonly children: ReactNode; readonly filled?: boolean }) => (
  <svg
    viewBox="0 0 20 20"
    width="1.25em"
    height="1.25em"
    aria-hidden="true"
    fill={filled ? 'currentColor' : 'none'}
    stroke={filled ? 'none' : 'currentColor'}
    strokeWidth="1.6"
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    {children}
  </svg>
);

export const StepBackIcon = () => (
  <Icon>
    <path d="M16 10H6M10 5.5 5.5 10 10 14.5" />
  </Icon>
);

export const StepOverIcon = () => (
  <Icon>
    <path d="M4 10h10M10 5.5 14.5 10 10 14.5" />
  </Icon>
);

export const StepIntoIcon = () => (
  <Icon>
    <path d="M10 3v9M6 8.5 10 12.5 14 8.5M5 16.5h10" />
  </Icon>
);

export const StepOutIcon = () => (
  <Icon>
    <path d="M10 12.5v-9M6 7 10 3l4 4M5 16.5h10" />
  </Icon>
);

export const FirstIcon = () => (
  <Icon>
    <path d="M5 4.5v11M15 5.5 9.5 10l5.5 4.5" />
  </Icon>
);

export const LastIcon = () => (
  <Icon>
    <path d="M15 4.5v11M5 5.5l5.5 4.5L5 14.5" />
  </Icon>
);

export const PlayIcon = () => (
  <Icon filled>
    <path d="M6 4.2v11.6a.8.8 0 0 0 1.22.68l9.2-5.8a.8.8 0 0 0 0-1.36l-9.2-5.8A.8.8 0 0 0 6 4.2Z" />
  </Icon>
);

export const PauseIcon = () => (
  <Icon filled>
    <path d="M5.5 4h3v12h-3zM11.5 4h3v12h-3z" />
  </Icon>
);

export const ShareIcon = () => (
  <Icon>
    <path d="M8.5 11.5a3.2 3.2 0 0 0 4.6.2l2.3-2.3a3.2 3.2 0 0 0-4.5-4.5L9.7 6.1M11.5 8.5a3.2 3.2 0 0 0-4.6-.2l-2.3 2.3a3.2 3.2 0 0 0 4.5 4.5l1.2-1.2" />
  </Icon>
);

export const ChevronIcon = () => (
  <Icon>
    <path d="m6 8 4 4 4-4" />
  </Icon>
);

export const BranchIcon = () => (
  <Icon>
    <circle cx="6" cy="4.5" r="1.8" />
    <circle cx="6" cy="15.5" r="1.8" />
    <circle cx="14" cy="7" r="1.8" />
    <path d="M6 6.3v7.4M14 8.8c0 2.7-4.5 2.2-7.3 4.2" />
  </Icon>
);

export const HelpIcon = () => (
  <Icon>
    <path d="M7.2 7.4a2.9 2.9 0 1 1 4.3 2.6c-.9.5-1.5 1-1.5 2M10 15.2v.1" />
  </Icon>
);

export const SystemThemeIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="6.5" />
    <path d="M10 3.5a6.5 6.5 0 0 1 0 13Z" fill="currentColor" />
  </Icon>
);

export const SunIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="3.2" />
    <path d="M10 2.5v1.7M10 15.8v1.7M2.5 10h1.7M15.8 10h1.7M4.7 4.7l1.2 1.2M14.1 14.1l1.2 1.2M4.7 15.3l1.2-1.2M14.1 5.9l1.2-1.2" />
  </Icon>
);

export const MoonIcon = () => (
  <Icon>
    <path d="M16 11.8A6.6 6.6 0 0 1 8.2 4a6.5 6.5 0 1 0 7.8 7.8Z" />
  </Icon>
);

export const ProjectorIcon = () => (
  <Icon>
    <path d="M3 4h14v9H3zM10 13v3M6.5 16.5h7" />
  </Icon>
);

export const ToolsIcon = () => (
  <Icon>
    <path d="M4 5.5h12M4 10h12M4 14.5h12" />
  </Icon>
);
