import type { Output } from '../engine/EngineHost';
import type { Command } from './command';
import { savePicture } from './picture';
import { hudShown } from './preferences';
import { toggleAlone } from './sight';
import { Signal } from './signal';

/** What the viewport can show of the scene, in the order in which N goes through it. */
export const OUTPUTS: readonly { readonly output: Output; readonly label: string }[] = [
  { output: 'beauty', label: 'Shaded' },
  { output: 'albedo', label: 'Base color' },
  { output: 'normal', label: 'Normals' },
  { output: 'depth', label: 'Depth' },
  { output: 'roughness', label: 'Roughness' },
  { output: 'metallic', label: 'Metalness' },
  { output: 'wireframe', label: 'Wireframe' },
  { output: 'id', label: 'Object colors' },
];

/** Whether the choices for a picture are shown. */
export const pictureOpen = new Signal(false);

const QUARTER = Math.PI / 2;

/** Directions to look from: yaw about +Y, pitch above the ground. */
const DIRECTIONS = [
  { id: 'front', label: 'From the front', key: '1', yaw: 0, pitch: 0 },
  { id: 'right', label: 'From the right', key: '3', yaw: QUARTER, pitch: 0 },
  { id: 'top', label: 'From the top', key: '7', yaw: 0, pitch: QUARTER },
  { id: 'back', label: 'From the back', key: 'Ctrl+1', yaw: Math.PI, pitch: 0 },
  { id: 'left', label: 'From the left', key: 'Ctrl+3', yaw: -QUARTER, pitch: 0 },
  { id: 'bottom', label: 'From below', key: 'Ctrl+7', yaw: 0, pitch: -QUARTER },
] as const;

/** What the person looks at and from where; nobody else sees another scene for it. */
export const VIEW_COMMANDS: readonly Command[] = [
  {
    id: 'view.alone',
    label: 'Show what is selected alone, here',
    group: 'View',
    keys: ['Shift+H'],
    checked: (session) => session.alone.get() !== null,
    run: toggleAlone,
  },
  {
    id: 'view.picture',
    label: 'Save a picture',
    group: 'View',
    keys: ['Shift+P'],
    run: (session) => void savePicture(session),
  },
  {
    id: 'view.pictureOptions',
    label: 'Size of pictures, and save one',
    group: 'View',
    keys: [],
    run: () => pictureOpen.set(!pictureOpen.get()),
  },
  {
    id: 'view.hud',
    label: 'Performance',
    group: 'View',
    keys: ['Shift+M'],
    checked: () => hudShown.get(),
    run: () => hudShown.set(!hudShown.get()),
  },
  ...OUTPUTS.map(
    ({ output, label }): Command => ({
      id: `output.${output}`,
      label,
      group: 'Shading',
      keys: [],
      checked: (session) => session.view.get().output === output,
      run: (session) => session.chooseView({ ...session.view.get(), output }),
    }),
  ),
  {
    id: 'output.next',
    label: 'Next shading',
    group: 'Shading',
    keys: ['N'],
    run: (session) => {
      const shown = session.view.get();
      const at = OUTPUTS.findIndex(({ output }) => output === shown.output);
      const next = OUTPUTS[(at + 1) % OUTPUTS.length];
      if (next !== undefined) {
        session.chooseView({ ...shown, output: next.output });
        session.tell(next.label);
      }
    },
  },
  {
    id: 'camera.orthographic',
    label: 'Without perspective',
    group: 'Camera',
    keys: ['5'],
    checked: (session) => session.view.get().orthographic,
    run: (session) => {
      const shown = session.view.get();
      session.chooseView({ ...shown, orthographic: !shown.orthographic });
    },
  },
  ...DIRECTIONS.map(
    ({ id, label, key, yaw, pitch }): Command => ({
      id: `camera.${id}`,
      label,
      group: 'Camera',
      keys: [key],
      run: (session) => session.engine?.viewFrom(yaw, pitch),
    }),
  ),
];
