import type { Command } from './command';
import { blenderOffered, keepScenes, preset, singleKeys, stillness, type ThemeChoice, theme } from './preferences';
import type { Preset } from './shortcuts';
import { Signal } from './signal';
import { UNIT_COMMANDS } from './units';

/** Whether the settings are shown. */
export const settingsOpen = new Signal(false);

export const THEMES: readonly { readonly id: ThemeChoice; readonly label: string; readonly command: string }[] = [
  { id: 'system', label: 'As the system', command: 'Theme of the system' },
  { id: 'dark', label: 'Dark', command: 'Dark theme' },
  { id: 'light', label: 'Light', command: 'Light theme' },
];

export const PRESET_NAMES: readonly { readonly id: Preset; readonly label: string; readonly command: string }[] = [
  { id: 'diorama', label: 'Diorama', command: 'Shortcuts of Diorama' },
  { id: 'blender', label: 'Blender', command: 'Shortcuts as in Blender' },
  { id: 'unity', label: 'Unity', command: 'Shortcuts as in Unity' },
];

/** Chooses whose keys the shortcuts are; who has chosen is not asked again. */
export function choosePreset(chosen: Preset): void {
  blenderOffered.set(true);
  preset.set(chosen);
}

/** How the page looks and what its keys are, here and for oneself. */
export const SETTINGS_COMMANDS: readonly Command[] = [
  {
    id: 'settings.open',
    label: 'Settings',
    group: 'Settings',
    keys: ['Ctrl+,'],
    run: () => settingsOpen.set(!settingsOpen.get()),
  },
  ...THEMES.map(
    ({ id, command }): Command => ({
      id: `settings.theme.${id}`,
      label: command,
      group: 'Settings',
      keys: [],
      checked: () => theme.get() === id,
      run: () => theme.set(id),
    }),
  ),
  ...PRESET_NAMES.map(
    ({ id, command }): Command => ({
      id: `settings.shortcuts.${id}`,
      label: command,
      group: 'Settings',
      keys: [],
      checked: () => preset.get() === id,
      run: () => choosePreset(id),
    }),
  ),
  ...UNIT_COMMANDS,
  {
    id: 'settings.singleKeys',
    label: 'Shortcuts of a single key',
    group: 'Settings',
    keys: [],
    checked: () => singleKeys.get(),
    run: () => singleKeys.set(!singleKeys.get()),
  },
  {
    id: 'settings.still',
    label: 'Less motion',
    group: 'Settings',
    keys: [],
    checked: () => stillness.get(),
    run: () => stillness.set(!stillness.get()),
  },
  {
    id: 'settings.keepScenes',
    label: 'Keep scenes on this device',
    group: 'Settings',
    keys: [],
    checked: () => keepScenes.get(),
    run: () => keepScenes.set(!keepScenes.get()),
  },
  {
    id: 'settings.forget',
    label: 'Forget this scene on this device',
    group: 'Settings',
    keys: [],
    run: (session) => void session.forgetScene(),
  },
];
