import type { Command } from './command';
import { type Preset, preset, singleKeys } from './preferences';

export type { Preset };

type Keys = Readonly<Record<string, readonly string[]>>;

/** Where a preset differs from the keys that the commands name themselves. */
export const PRESETS: Readonly<Record<Preset, Keys>> = {
  diorama: {},
  blender: {
    'tool.select': ['W'],
    'tool.move': ['G'],
    'tool.rotate': ['R'],
    'tool.scale': ['S'],
    'tool.combined': ['Shift+W'],
    'tool.space': [','],
    'tool.snap': ['Shift+Tab'],
    'edit.delete': ['X', 'Delete', 'Backspace'],
    'edit.duplicate': ['Shift+D', 'Ctrl+D'],
    'edit.redo': ['Ctrl+Shift+Z', 'Ctrl+Y'],
    'select.all': ['A', 'Ctrl+A'],
    'select.none': ['Escape', 'Alt+A'],
    'view.frame': ['.'],
    'view.tree': ['T'],
    'view.inspector': ['N'],
    'view.commands': ['F3', 'Ctrl+K'],
    'output.next': ['Z'],
    'view.alone': ['/', 'Shift+H'],
  },
  unity: {
    'tool.combined': ['Y'],
    'edit.redo': ['Ctrl+Y', 'Ctrl+Shift+Z'],
    'edit.group': ['Ctrl+Shift+G'],
    'edit.ungroup': [],
    'camera.orthographic': ['2'],
    'camera.front': [],
    'camera.right': [],
    'camera.top': [],
    'camera.back': [],
    'camera.left': [],
    'camera.bottom': [],
  },
};

/** The keys that run a command here, by the chosen preset; without those of a single character where these are off. */
export function keysOf(command: Pick<Command, 'id' | 'keys'>): readonly string[] {
  const keys = PRESETS[preset.get()][command.id] ?? command.keys;
  return singleKeys.get() ? keys : keys.filter((key) => !isSingle(key));
}

/** Whether a key is a letter, digit or sign by itself or with Shift: dictation and a slip of the hand press such keys. */
export function isSingle(chord: string): boolean {
  return /^(?:Shift\+)?.$/u.test(chord);
}

/** Keys by which those who come from Blender are known; no command has them otherwise. */
export const BLENDER_HABITS: readonly string[] = ['G', 'Shift+D', 'Shift+A'];
