import { expect, it, vi } from 'vitest';
import { COMMANDS, chordOf, command, runCommand } from './commands';
import type { EditorSession } from './EditorSession';
import { Signal } from './signal';

const NONE = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

it.each([false, true])(
  '[W15] no two commands have the same key at a time, nor the same id; replay open: %s',
  (open) => {
    const { fake } = session(false, open);
    const keys = COMMANDS.flatMap((candidate) => (candidate.when?.(fake) === false ? [] : candidate.keys));
    const ids = COMMANDS.map((candidate) => candidate.id);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(ids).size).toBe(ids.length);
  },
);

it.each([
  [{ ...NONE, key: 'f' }, 'F'],
  [{ ...NONE, key: 'F' }, 'F'],
  [{ ...NONE, key: 'T', shiftKey: true }, 'Shift+T'],
  [{ ...NONE, key: '?', shiftKey: true }, '?'],
  [{ ...NONE, key: 'a', metaKey: true }, 'Ctrl+A'],
  [{ ...NONE, key: 'Delete' }, 'Delete'],
  [{ ...NONE, key: 'Escape', altKey: true }, 'Escape'],
  [{ ...NONE, key: ' ' }, 'Space'],
  [{ ...NONE, key: 'ArrowLeft', shiftKey: true }, 'Shift+ArrowLeft'],
  [{ ...NONE, key: '\\' }, '\\'],
  [{ ...NONE, key: '[', ctrlKey: true, altKey: true, getModifierState: () => true }, '['],
  [{ ...NONE, key: '[', ctrlKey: true, altKey: true, getModifierState: () => false }, 'Ctrl+Alt+['],
])('[W15] spells %j as %s', (event, chord) => {
  expect(chordOf(event)).toBe(chord);
});

it('an unknown command is a mistake in the program', () => {
  expect(() => command('no.such')).toThrow('no.such');
});

function session(past: boolean, replayOpen: boolean) {
  const edit = vi.fn();
  const tell = vi.fn();
  const locked = new Signal(past ? 'You are watching the past. Go live to edit.' : null);
  const fake = {
    past: new Signal(past),
    locked,
    replayOpen: new Signal(replayOpen),
    laser: new Signal(false),
    edit,
    tell,
    cancelGesture: () => false,
  };
  return { fake: fake as unknown as EditorSession, edit, tell };
}

it.each(COMMANDS.filter((candidate) => candidate.edits === true))(
  '[W42] $id does nothing to the past, and says why',
  (edits) => {
    const { fake, edit, tell } = session(true, true);
    runCommand(fake, edits);
    expect(edit).not.toHaveBeenCalled();
    expect(tell).toHaveBeenCalledExactlyOnceWith('You are watching the past. Go live to edit.');
  },
);

it('[W42] everything that is added, deleted, renamed or taken back is an edit', () => {
  const edits = COMMANDS.filter((candidate) => candidate.edits === true).map((candidate) => candidate.id);
  const expected = COMMANDS.map((candidate) => candidate.id).filter((id) => /^(add|edit)\./.test(id));
  expect(edits).toEqual(expected);
});

it('[W15] the keys of the replay are its own only while it is open', () => {
  const replaying = COMMANDS.filter((candidate) => candidate.group === 'Replay' && candidate.keys.length > 0);
  expect(replaying.length).toBeGreaterThan(8);
  expect(replaying.some((candidate) => candidate.when?.(session(false, false).fake) !== false)).toBe(false);
  expect(replaying.every((candidate) => candidate.when?.(session(false, true).fake) === true)).toBe(true);
});

it('[W55] a tool is chosen by its key, and the axes and snapping stay as they were', () => {
  const chosen = { tool: 'move', space: 'local', snapping: true };
  const chooseTool = vi.fn();
  const fake = { tool: new Signal(chosen), chooseTool } as unknown as EditorSession;
  for (const [key, tool] of [
    ['Q', 'select'],
    ['W', 'move'],
    ['E', 'rotate'],
    ['R', 'scale'],
    ['T', 'combined'],
  ]) {
    COMMANDS.find((candidate) => candidate.keys.includes(key ?? ''))?.run(fake);
    expect(chooseTool).toHaveBeenLastCalledWith({ ...chosen, tool });
  }
  command('tool.space').run(fake);
  expect(chooseTool).toHaveBeenLastCalledWith({ ...chosen, space: 'world' });
  command('tool.snap').run(fake);
  expect(chooseTool).toHaveBeenLastCalledWith({ ...chosen, snapping: false });
});

it('[W54] Escape leaves the replay before it selects nothing', () => {
  const { fake } = session(true, true);
  command('select.none').run(fake);
  expect(fake.replayOpen.get()).toBe(false);
});
