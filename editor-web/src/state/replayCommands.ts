import { t } from '../i18n/i18n';
import { withMoment } from '../replay/address';
import { shortClock } from '../replay/clock';
import type { ReplayController } from '../replay/ReplayController';
import type { Command } from './command';
import { copyText } from './copyText';
import type { EditorSession } from './EditorSession';

const open = (session: EditorSession): boolean => session.replayOpen.get();

const replaying =
  (act: (replay: ReplayController) => void) =>
  (session: EditorSession): void => {
    const replay = session.replay.get();
    if (replay !== null) {
      act(replay);
    }
  };

/** Only while the drawer is open do these have their keys. */
export const REPLAY_COMMANDS: readonly Command[] = [
  {
    id: 'replay.play',
    label: 'Play or pause',
    group: 'Replay',
    keys: ['Space'],
    when: open,
    run: replaying((replay) => replay.toggle()),
  },
  {
    id: 'replay.backwards',
    label: 'Play backwards, then faster',
    group: 'Replay',
    keys: ['J'],
    when: open,
    run: replaying((replay) => replay.shuttle(-1)),
  },
  {
    id: 'replay.pause',
    label: 'Pause',
    group: 'Replay',
    keys: ['K'],
    when: open,
    run: replaying((replay) => replay.pause()),
  },
  {
    id: 'replay.forwards',
    label: 'Play, then faster',
    group: 'Replay',
    keys: ['L'],
    when: open,
    run: replaying((replay) => replay.shuttle(1)),
  },
  {
    id: 'replay.previous',
    label: 'Previous step',
    group: 'Replay',
    keys: ['ArrowLeft'],
    when: open,
    run: replaying((replay) => replay.stepBy(-1)),
  },
  {
    id: 'replay.next',
    label: 'Next step',
    group: 'Replay',
    keys: ['ArrowRight'],
    when: open,
    run: replaying((replay) => replay.stepBy(1)),
  },
  {
    id: 'replay.previous10',
    label: '10 steps back',
    group: 'Replay',
    keys: ['Shift+ArrowLeft', 'PageDown'],
    when: open,
    run: replaying((replay) => replay.stepBy(-10)),
  },
  {
    id: 'replay.next10',
    label: '10 steps on',
    group: 'Replay',
    keys: ['Shift+ArrowRight', 'PageUp'],
    when: open,
    run: replaying((replay) => replay.stepBy(10)),
  },
  {
    id: 'replay.first',
    label: 'To the beginning',
    group: 'Replay',
    keys: ['Home'],
    when: open,
    run: replaying((replay) => replay.seek(0)),
  },
  {
    id: 'replay.last',
    label: 'To the last edit',
    group: 'Replay',
    keys: ['End'],
    when: open,
    run: replaying((replay) => replay.seek(replay.timeline.length)),
  },
  {
    id: 'replay.live',
    label: 'Go live',
    group: 'Replay',
    keys: [],
    when: open,
    run: (session) => session.replayOpen.set(false),
  },
  {
    id: 'replay.link',
    label: 'Copy link to this moment',
    group: 'Replay',
    keys: [],
    when: open,
    run: copyMoment,
  },
  {
    id: 'replay.restore',
    label: 'Restore to here',
    group: 'Replay',
    keys: [],
    when: (session) => session.past.get(),
    run: restoreMoment,
  },
];

/** Puts an address on the clipboard that opens the replay at the moment shown. */
function copyMoment(session: EditorSession): void {
  const replay = session.replay.get();
  if (replay !== null) {
    const sequence = replay.past.get() ? replay.position.get() : replay.timeline.length;
    const link = withMoment(location.href, sequence);
    copyText(link).then(
      () => session.tell('Link to this moment copied'),
      () => session.tell(link),
    );
  }
}

/** Makes the live scene as the one shown and leaves the replay. */
function restoreMoment(session: EditorSession): void {
  const replay = session.replay.get();
  if (replay === null) {
    return;
  }
  const sequence = replay.position.get();
  const time = sequence === 0 ? t('the beginning') : shortClock(replay.timeline.time(sequence));
  let changed: boolean | null = null;
  session.edit(() => {
    changed = replay.restore();
  });
  if (changed === null) {
    return;
  }
  session.replayOpen.set(false);
  if (changed) {
    session.tell(t('Restored to {time}', { time }), {
      label: 'Undo',
      run: () => session.edit((engine) => engine.undo()),
    });
  } else {
    session.tell('The scene is already as it was then.');
  }
}
