import type { Engine, Peer } from '../engine/EngineHost';
import type { Command } from './command';
import type { EditorSession } from './EditorSession';

/** The person whose view is seen here; `null` for one's own. */
export function followedBy(engine: Engine): Peer | null {
  const leader = engine.followed();
  return leader === 0 ? null : (engine.peers().find((peer) => peer.clientId === leader) ?? null);
}

/** Sees what somebody sees, or no longer. */
export function toggleFollowing(session: EditorSession, clientId: number): void {
  const { engine } = session;
  if (engine === null) {
    return;
  }
  engine.follow(engine.followed() === clientId ? 0 : clientId);
  if (engine.followed() === 0 && engine.peers().some((peer) => peer.clientId === clientId) === false) {
    session.tell('This person has left.');
  }
}

/** Follows the next of the others, then nobody. */
function followNext(session: EditorSession): void {
  const { engine } = session;
  const others = (engine?.peers() ?? []).filter((peer) => !peer.self);
  if (engine === null || others.length === 0) {
    session.tell('Nobody else is here.');
    return;
  }
  const at = others.findIndex((peer) => peer.clientId === engine.followed());
  engine.follow(others[at + 1]?.clientId ?? 0);
}

/** What one does with the others. */
export const TOGETHER_COMMANDS: readonly Command[] = [
  {
    id: 'together.follow',
    label: 'Follow the next person',
    group: 'Together',
    keys: ['Shift+V'],
    run: followNext,
  },
  {
    id: 'together.follow.stop',
    label: 'Stop following',
    group: 'Together',
    keys: [],
    when: (session) => (session.engine?.followed() ?? 0) !== 0,
    run: (session) => session.engine?.follow(0),
  },
  {
    id: 'together.quiet',
    label: 'Quiet: hide what the others select and point at',
    group: 'Together',
    keys: ['Shift+Q'],
    checked: (session) => session.quiet.get(),
    run: (session) => session.chooseQuiet(!session.quiet.get()),
  },
  {
    id: 'together.laser',
    label: 'Laser pointer',
    group: 'Together',
    keys: ['L'],
    // J, K and L are the shuttle of an open replay.
    when: (session) => !session.replayOpen.get(),
    checked: (session) => session.laser.get(),
    run: (session) => {
      session.chooseLaser(!session.laser.get());
      session.tell(session.laser.get() ? 'Everybody sees the trail of your pointer.' : 'The laser is off.');
    },
  },
];
