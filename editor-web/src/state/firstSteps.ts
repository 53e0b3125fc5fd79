import type { EditorSession } from './EditorSession';
import { firstSteps } from './preferences';

/** What somebody who is here for the first time should try, in this order. */
export const FIRST_STEPS = [
  { id: 'orbit', label: 'Drag', what: 'to look around' },
  { id: 'select', label: 'Click', what: 'an object to select it' },
  { id: 'move', label: 'Drag an arrow', what: 'of the handles to move it' },
] as const;

/** Further than this a view was turned on purpose, in radians. */
const TURNED = 0.05;

/** Waits until the next step is done, by whatever way; returns what stops it. */
export function watchFirstSteps(session: EditorSession): () => void {
  const step = FIRST_STEPS[firstSteps.get()]?.id;
  const before = session.engine?.camera();
  const places = new Map<string, string>();
  note();

  /** Where what is selected stands, as far as that is known by now. */
  function note(): boolean {
    let moved = false;
    for (const id of session.engine?.selection() ?? []) {
      const place = String(session.engine?.node(id)?.position);
      moved ||= (places.get(id) ?? place) !== place;
      places.set(id, place);
    }
    return moved;
  }

  function isDone(): boolean {
    const { engine } = session;
    if (engine === null || before === undefined) {
      return false;
    }
    if (step === 'orbit') {
      const { yaw, pitch } = engine.camera();
      return Math.abs(yaw - before.yaw) + Math.abs(pitch - before.pitch) > TURNED && engine.followed() === 0;
    }
    return step === 'select' ? engine.selection().length > 0 : note();
  }

  return session.topics.subscribe(['camera', 'selection', 'node'], () => {
    if (isDone()) {
      firstSteps.set(firstSteps.get() + 1);
    }
  });
}
