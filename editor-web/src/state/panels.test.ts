import { afterEach, expect, it, vi } from 'vitest';
import { command } from './commands';
import type { EditorSession } from './EditorSession';
import { layout } from './preferences';

const NOBODY = {} as EditorSession;

afterEach(() => vi.unstubAllGlobals());

it('[W92] on a narrow screen one panel is open at a time, on a wide one each by itself', () => {
  vi.stubGlobal('innerWidth', 390);
  layout.set({ ...layout.get(), treeOpen: false, inspectorOpen: false });
  command('view.tree').run(NOBODY);
  expect(layout.get()).toMatchObject({ treeOpen: true, inspectorOpen: false });
  command('view.inspector').run(NOBODY);
  expect(layout.get()).toMatchObject({ treeOpen: false, inspectorOpen: true });
  vi.stubGlobal('innerWidth', 1440);
  command('view.tree').run(NOBODY);
  expect(layout.get()).toMatchObject({ treeOpen: true, inspectorOpen: true });
  command('view.inspector').run(NOBODY);
  expect(layout.get()).toMatchObject({ treeOpen: true, inspectorOpen: false });
});
