import type { Command } from './command';
import { readNodes } from './document';
import type { EditorSession } from './EditorSession';

/** The camera that is meant: the one that is selected, else the first of the scene. */
function meant({ engine }: EditorSession): string | null {
  const chosen = engine?.selection().find((id) => engine.node(id)?.kind === 'camera');
  return (
    chosen ?? (engine === null ? null : (readNodes(engine, []).find(({ set }) => set.k === 'camera')?.node ?? null))
  );
}

/** Does something with the camera that is meant, or says that there is none. */
function withCamera(session: EditorSession, run: (camera: string) => void): void {
  const camera = meant(session);
  if (camera === null) {
    session.tell('There is no camera in this scene. Add one: it sees what you see.');
  } else {
    run(camera);
  }
}

/** What cameras of the scene are for. */
export const CAMERA_COMMANDS: readonly Command[] = [
  {
    id: 'camera.through',
    label: 'Look through the camera',
    group: 'Camera',
    keys: ['0'],
    checked: (session) => (session.engine?.cameraFrame() ?? null) !== null,
    run: (session) => {
      if ((session.engine?.cameraFrame() ?? null) !== null) {
        session.engine?.lookThrough('');
      } else {
        withCamera(session, (camera) => session.engine?.lookThrough(camera));
      }
    },
  },
  {
    id: 'edit.cameraToView',
    label: 'Set the camera to the view',
    group: 'Camera',
    keys: ['Ctrl+Alt+0'],
    edits: true,
    run: (session) => withCamera(session, (camera) => session.edit((engine) => engine.placeAtView(camera))),
  },
];
