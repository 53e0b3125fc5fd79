import { applyMotion, applyTheme, type ThemeChoice } from '../theme/theme';
import { PICTURE_SIZES, type PictureSize } from './pictureSize';
import { stored } from './stored';

export type { ThemeChoice };

/** Whose keys the shortcuts are. */
export type Preset = 'diorama' | 'blender' | 'unity';

/** What lengths are shown and typed in. The scene is in metres. */
export type LengthUnit = 'm' | 'cm' | 'mm' | 'in' | 'ft';

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

/** How many of the first steps were done here, ever. */
export const firstSteps = stored<number>(
  'firstSteps',
  0,
  (value): value is number => typeof value === 'number' && value >= 0,
  true,
);

/** Whose keys the shortcuts are. */
export const preset = stored<Preset>('shortcuts', 'diorama', isPreset);

/** Whether letters, digits and signs alone are shortcuts. */
export const singleKeys = stored<boolean>('singleKeys', true, isBoolean);

/** What lengths are shown and typed in here. */
export const lengthUnit = stored<LengthUnit>('lengthUnit', 'm', isLengthUnit);

/** Whether things that move by themselves stand still here, whatever the system says. */
export const stillness = stored<boolean>('stillness', false, isBoolean);

/** Whether what drawing costs is shown. */
export const hudShown = stored<boolean>('hud', false, isBoolean);

/** How pictures are saved here. */
export interface PictureChoice {
  readonly size: PictureSize;
  /** Whether there is nothing behind the objects. */
  readonly transparent: boolean;
}

export const pictureChoice = stored<PictureChoice>('picture', { size: 'view', transparent: false }, isPictureChoice);

/** Whether scenes are kept in this browser, to be there when the server is not; in all tabs alike. */
export const keepScenes = stored<boolean>('keepScenes', true, isBoolean, true);

/** Whether somebody was asked if they want Blender's shortcuts. */
export const blenderOffered = stored<boolean>('blenderOffered', false, isBoolean);

/** Shows the chosen theme and motion, now and after each change of mind. */
export function followTheme(): void {
  theme.subscribe(() => applyTheme(theme.get()));
  applyTheme(theme.get());
  stillness.subscribe(() => applyMotion(stillness.get()));
  applyMotion(stillness.get());
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isPictureChoice(value: unknown): value is PictureChoice {
  const candidate = value as Partial<PictureChoice> | null;
  return typeof candidate?.transparent === 'boolean' && PICTURE_SIZES.some(({ id }) => id === candidate.size);
}

function isPreset(value: unknown): value is Preset {
  return value === 'diorama' || value === 'blender' || value === 'unity';
}

function isLengthUnit(value: unknown): value is LengthUnit {
  return value === 'm' || value === 'cm' || value === 'mm' || value === 'in' || value === 'ft';
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
