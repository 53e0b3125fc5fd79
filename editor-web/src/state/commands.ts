import type { Primitive } from '../engine/EngineHost';
import { CAMERA_COMMANDS } from './cameraCommands';
import { listenToClipboard } from './clipboard';
import type { Command } from './command';
import type { EditorSession } from './EditorSession';
import { EDIT_COMMANDS } from './editCommands';
import { TOGETHER_COMMANDS } from './follow';
import { blenderOffered, layout, preset, singleKeys } from './preferences';
import { REPLAY_COMMANDS } from './replayCommands';
import { SETTINGS_COMMANDS } from './settingsCommands';
import { BLENDER_HABITS, keysOf } from './shortcuts';
import { Signal } from './signal';
import { TOOL_COMMANDS } from './toolCommands';
import { VIEW_COMMANDS } from './viewCommands';

export type { Command };

/** Id of the node whose tree row is being renamed. */
export const renaming = new Signal<string | null>(null);

/** Puts a node's tree row into a field, unless nothing can be edited. */
export function startRenaming(session: EditorSession, id: string): void {
  if (editable(session)) {
    renaming.set(id);
  }
}

/** Up to this width of the page, in CSS pixels, there is room for one panel; as in the style sheets. */
const NARROW = 719;

/** Opens or closes a panel; where there is room for one, the other gives way. */
function togglePanel(panel: 'treeOpen' | 'inspectorOpen'): void {
  const before = layout.get();
  const open = !before[panel];
  const alone = open && globalThis.innerWidth <= NARROW ? { treeOpen: false, inspectorOpen: false } : {};
  layout.set({ ...before, ...alone, [panel]: open });
}

/** Closes both panels, or opens them if both are closed. */
function togglePanels(): void {
  const { treeOpen, inspectorOpen } = layout.get();
  const open = !(treeOpen || inspectorOpen);
  layout.set({ ...layout.get(), treeOpen: open, inspectorOpen: open && globalThis.innerWidth > NARROW });
}

/** Whether the viewport was pressed last, and nobody went on by Tab since. */
let viewPressed = false;

/** Whether the viewport has the focus since it was pressed; who came there by the keyboard goes on by Tab. */
function pointedAtView(): boolean {
  return viewPressed && globalThis.document?.activeElement?.id === 'viewport';
}

/** Brings all of the scene into view; what is selected stays so. */
function frameAll({ engine }: EditorSession): void {
  if (engine !== null) {
    const chosen = engine.selection();
    engine.clearSelection();
    engine.frameSelection();
    engine.setSelection(chosen);
  }
}

/** Whether the list of all commands is shown. */
export const paletteOpen = new Signal(false);

/** Whether the sheet of shortcuts is shown. */
export const sheetOpen = new Signal(false);

export const PRIMITIVES: readonly Primitive[] = ['box', 'sphere', 'plane', 'cylinder', 'cone', 'torus', 'capsule'];

const LIGHTS = [
  { light: 'directional', label: 'Directional light' },
  { light: 'point', label: 'Point light' },
  { light: 'spot', label: 'Spot light' },
] as const;

export const COMMANDS: readonly Command[] = [
  ...PRIMITIVES.map(
    (primitive): Command => ({
      id: `add.${primitive}`,
      label: capitalized(primitive),
      group: 'Add',
      keys: [],
      edits: true,
      run: (session) => session.edit((engine) => engine.addPrimitive(primitive)),
    }),
  ),
  ...LIGHTS.map(
    ({ light, label }): Command => ({
      id: `add.${light}`,
      label,
      group: 'Add',
      keys: [],
      edits: true,
      run: (session) => session.edit((engine) => engine.addLight(light)),
    }),
  ),
  {
    id: 'add.camera',
    label: 'Camera',
    group: 'Add',
    keys: [],
    edits: true,
    run: (session) => session.edit((engine) => engine.addCamera()),
  },
  {
    id: 'add.group',
    label: 'Group',
    group: 'Add',
    keys: [],
    edits: true,
    run: (session) => session.edit((engine) => engine.addGroup()),
  },
  {
    id: 'edit.undo',
    label: 'Undo',
    group: 'Edit',
    keys: ['Ctrl+Z'],
    edits: true,
    run: (session) => session.edit((engine) => engine.undo()),
  },
  {
    id: 'edit.redo',
    label: 'Redo',
    group: 'Edit',
    keys: ['Ctrl+Shift+Z', 'Ctrl+Y'],
    edits: true,
    run: (session) => session.edit((engine) => engine.redo()),
  },
  {
    id: 'edit.rename',
    label: 'Rename',
    group: 'Edit',
    keys: ['F2'],
    edits: true,
    run: (session) => {
      const [first] = session.engine?.selection() ?? [];
      if (first !== undefined) {
        layout.set({ ...layout.get(), treeOpen: true });
        startRenaming(session, first);
      }
    },
  },
  {
    id: 'edit.delete',
    label: 'Delete',
    group: 'Edit',
    keys: ['Delete', 'Backspace'],
    edits: true,
    run: (session) => session.edit((engine) => engine.deleteSelection()),
  },
  ...EDIT_COMMANDS,
  {
    id: 'select.all',
    label: 'Select all',
    group: 'Select',
    keys: ['Ctrl+A'],
    run: (session) =>
      session.edit((engine) => engine.setSelection(engine.treeRows(0, engine.treeRowCount()).map((row) => row.id))),
  },
  {
    id: 'select.others',
    label: 'Select the others instead',
    group: 'Select',
    keys: ['Ctrl+I'],
    run: (session) =>
      session.edit((engine) =>
        engine.setSelection(
          engine
            .treeRows(0, engine.treeRowCount())
            .filter((row) => !row.selected)
            .map((row) => row.id),
        ),
      ),
  },
  {
    id: 'select.parent',
    label: 'Select the group around',
    group: 'Select',
    keys: ['['],
    run: (session) =>
      session.edit((engine) => {
        const parent = engine.node(engine.selection().at(-1) ?? '')?.parent ?? '';
        if (parent !== '') {
          engine.setSelection([parent]);
        }
      }),
  },
  {
    id: 'select.child',
    label: 'Select what is inside',
    group: 'Select',
    keys: [']'],
    run: (session) =>
      session.edit((engine) => {
        const [id = ''] = engine.selection();
        engine.setExpanded(id, true);
        const [, next] = engine.treeRows(engine.revealInTree(id), 2);
        if (next !== undefined && engine.node(next.id)?.parent === id) {
          engine.setSelection([next.id]);
        }
      }),
  },
  {
    id: 'select.none',
    label: 'Select nothing, or leave the replay',
    group: 'Select',
    keys: ['Escape'],
    run: (session) => {
      if (session.cancelGesture()) {
        return;
      }
      if (session.laser.get()) {
        session.chooseLaser(false);
        return;
      }
      if ((session.engine?.followed() ?? 0) !== 0) {
        session.engine?.follow(0);
        return;
      }
      if (session.replayOpen.get()) {
        session.replayOpen.set(false);
      } else {
        session.engine?.clearSelection();
      }
    },
  },
  ...TOOL_COMMANDS,
  {
    id: 'view.frame',
    label: 'Frame selection',
    group: 'View',
    keys: ['F'],
    run: (session) => session.engine?.frameSelection(),
  },
  {
    id: 'view.frameAll',
    label: 'Frame everything',
    group: 'View',
    keys: ['Shift+F'],
    run: (session) => frameAll(session),
  },
  {
    id: 'view.panels',
    label: 'Show or hide the panels',
    group: 'View',
    keys: ['Tab'],
    // Else Tab goes on to the next thing that can have the focus, as everywhere.
    when: pointedAtView,
    run: () => togglePanels(),
  },
  {
    id: 'view.tree',
    label: 'Scene tree',
    group: 'View',
    keys: ['Shift+T'],
    run: () => togglePanel('treeOpen'),
  },
  {
    id: 'view.inspector',
    label: 'Inspector',
    group: 'View',
    keys: ['Shift+I'],
    run: () => togglePanel('inspectorOpen'),
  },
  {
    id: 'view.openAll',
    label: 'Open all groups',
    group: 'View',
    keys: [],
    run: (session) => session.engine?.expandAll(true),
  },
  {
    id: 'view.closeAll',
    label: 'Close all groups',
    group: 'View',
    keys: [],
    run: (session) => session.engine?.expandAll(false),
  },
  {
    id: 'view.replay',
    label: 'Replay',
    group: 'View',
    keys: ['\\'],
    run: (session) => session.replayOpen.set(!session.replayOpen.get()),
  },
  {
    id: 'view.commands',
    label: 'All commands',
    group: 'View',
    keys: ['Ctrl+K'],
    run: () => paletteOpen.set(!paletteOpen.get()),
  },
  {
    id: 'view.shortcuts',
    label: 'Keyboard shortcuts',
    group: 'View',
    keys: ['?'],
    run: () => sheetOpen.set(!sheetOpen.get()),
  },
  ...VIEW_COMMANDS,
  ...CAMERA_COMMANDS,
  ...REPLAY_COMMANDS,
  ...TOGETHER_COMMANDS,
  ...SETTINGS_COMMANDS,
];

/** The command of an id. An unknown id is a mistake in the program. */
export function command(id: string): Command {
  const found = COMMANDS.find((candidate) => candidate.id === id);
  if (found === undefined) {
    throw new Error(`no command: id=${id}`);
  }
  return found;
}

/** How a key press is spelled in {@link Command.keys}: `F`, `Shift+T`, `Ctrl+A` (also for the Command key), `?`, `Delete`. */
export function chordOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> &
    Partial<Pick<KeyboardEvent, 'getModifierState'>>,
): string {
  if (event.key === 'Escape') {
    // Also out of what was begun with a key held.
    return event.key;
  }
  // AltGr makes the signs of many keyboards, and some systems call it Ctrl and Alt.
  const sign = event.key.length === 1 && event.getModifierState?.('AltGraph') === true;
  const letter = /^[a-z]$/i.test(event.key);
  const named = event.key.length > 1;
  const parts = [
    !sign && (event.ctrlKey || event.metaKey) ? 'Ctrl' : '',
    !sign && event.altKey ? 'Alt' : '',
    event.shiftKey && (letter || named) ? 'Shift' : '',
    letter ? event.key.toUpperCase() : event.key === ' ' ? 'Space' : event.key,
  ];
  return parts.filter((part) => part !== '').join('+');
}

/** Runs commands on their keys, wherever the focus is, except while text is typed. Returns what stops it. */
export function listenToKeys(session: EditorSession): () => void {
  function onPointerDown(event: PointerEvent): void {
    viewPressed = event.target instanceof Element && event.target.id === 'viewport';
  }
  function onKeyDown(event: KeyboardEvent): void {
    viewPressed &&= event.key !== 'Tab' || chordOf(event) === 'Tab';
    if (event.defaultPrevented || isTyping(event.target)) {
      return;
    }
    const chord = chordOf(event);
    const named = COMMANDS.filter((candidate) => keysOf(candidate).includes(chord));
    const found = named.find((candidate) => candidate.when?.(session) !== false) ?? named[0];
    if (found === undefined) {
      offerBlender(session, chord);
    }
    if (found === undefined || found.byBrowser === true || found.when?.(session) === false || isPressing(event)) {
      return;
    }
    event.preventDefault();
    runCommand(session, found);
  }
  window.addEventListener('keydown', onKeyDown);
  window.addEventListener('pointerdown', onPointerDown, { capture: true });
  const stopClipboard = listenToClipboard(session, isTyping, () => editable(session));
  return () => {
    stopClipboard();
    window.removeEventListener('keydown', onKeyDown);
    window.removeEventListener('pointerdown', onPointerDown, { capture: true });
  };
}

/** Runs a command, or says why that cannot be now. */
export function runCommand(session: EditorSession, chosen: Command): void {
  if (chosen.edits !== true || editable(session)) {
    chosen.run(session);
  }
}

/** Whoever presses a key that only Blender has is asked, once ever, whether they want its keys. */
function offerBlender(session: EditorSession, chord: string): void {
  if (!blenderOffered.get() && preset.get() === 'diorama' && singleKeys.get() && BLENDER_HABITS.includes(chord)) {
    blenderOffered.set(true);
    session.tell('Used to Blender? Its shortcuts are here, too.', {
      label: 'Use them',
      run: () => preset.set('blender'),
    });
  }
}

/** Whether anything can be edited now; if not, says why. */
function editable(session: EditorSession): boolean {
  const reason = session.locked.get();
  if (reason !== null) {
    session.tell(reason);
  }
  return reason === null;
}

/** The space bar presses the button that has the focus. */
function isPressing(event: KeyboardEvent): boolean {
  return event.key === ' ' && event.target instanceof HTMLElement && event.target.matches('button, a[href], summary');
}

/** Whether keys are for something else: for a field, or for a dialog, behind which nothing may happen. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) {
    return false;
  }
  const dialog = target.closest('dialog');
  // One that was closed a moment ago still has the focus.
  return dialog === null ? target.isContentEditable || target.matches('input, textarea, select') : dialog.open;
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
