import { applyTheme, type ThemeChoice } from '../theme/theme';
import { stored } from './stored';

export type { ThemeChoice };

/** How the page is arranged here. */
export interface Layout {
  readonly treeOpen: boolean;
  readonly inspectorOpen: boolean;
  readonly treeWidth: number;
  readonly inspectorWidth: number;
}

export const theme = stored<ThemeChoice>('theme', 'system', isThemeChoice);

/** On a narrow screen the panels would leave no room for the scene. */
const WIDE = (globalThis.innerWidth ?? 1440) >= 800;

export const layout = stored<Layout>(
  'layout',
  { treeOpen: WIDE, inspectorOpen: WIDE, treeWidth: 260, inspectorWidth: 300 },
  isLayout,
);

/** Height of the replay's drawer, in CSS pixels. */
export const replayHeight = stored<number>(
  'replayHeight',
  236,
  (value): value is number => typeof value === 'number' && value >= 120 && value <= 4000,
);

/** Whether the hint about the mouse has done its work. */
export const hintSeen = stored<boolean>('hintSeen', false, (value) => typeof value === 'boolean');

/** Shows the chosen theme, now and after each change of mind. */
export function followTheme(): void {
  theme.subscribe(() => applyTheme(theme.get()));
  applyTheme(theme.get());
}

function isThemeChoice(value: unknown): value is ThemeChoice {
  return value === 'system' || value === 'dark' || value === 'light';
}

function isLayout(value: unknown): value is Layout {
  const candidate = value as Partial<Layout> | null;
  return (
    typeof candidate?.treeOpen === 'boolean' &&
    typeof candidate.inspectorOpen === 'boolean' &&
    typeof candidate.treeWidth === 'number' &&
    typeof candidate.inspectorWidth === 'number'
  );
}
