import { expect, it } from 'vitest';
import type { EditorSession } from './EditorSession';
import { FIRST_STEPS, watchFirstSteps } from './firstSteps';
import { firstSteps } from './preferences';

it('[W124] each step waits for what it asks for, and for nothing else', () => {
  const state = { yaw: 0, selection: [] as string[], x: 0 };
  const engine = {
    camera: () => ({ yaw: state.yaw, pitch: 0 }),
    followed: () => 0,
    selection: () => state.selection,
    node: () => ({ position: [state.x, 0, 0] }),
  };
  let told = (): void => {};
  const topics = {
    subscribe: (_: unknown, listener: () => void) => {
      told = listener;
      return () => {};
    },
  };
  const session = { engine, topics } as unknown as EditorSession;
  const after = (change: () => void): string | undefined => {
    watchFirstSteps(session);
    change();
    told();
    return FIRST_STEPS[firstSteps.get()]?.id;
  };
  expect(firstSteps.get()).toBe(0);
  expect(after(() => Object.assign(state, { selection: ['a'] }))).toBe('orbit');
  expect(after(() => Object.assign(state, { selection: [], yaw: 0.3 }))).toBe('select');
  expect(after(() => Object.assign(state, { yaw: 0.6 }))).toBe('select');
  expect(after(() => Object.assign(state, { selection: ['a'] }))).toBe('move');
  expect(after(() => {})).toBe('move');
  expect(after(() => Object.assign(state, { x: 1 }))).toBeUndefined();
});
