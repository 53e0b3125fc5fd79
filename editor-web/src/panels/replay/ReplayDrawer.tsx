import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { t } from '../../i18n/i18n';
import type { ReplayController } from '../../replay/ReplayController';
import { useSignal } from '../../state/hooks';
import { replayHeight } from '../../state/preferences';
import { Splitter } from '../../ui/Splitter';
import { Actions } from './Actions';
import { Caption } from './Caption';
import { RestoreQuestion } from './RestoreQuestion';
import { Status } from './Status';
import { TimelineView } from './TimelineView';
import { Transport } from './Transport';
import { useReplay } from './useReplay';

const SMALLEST = 140;

/** The drawer at the foot of the page: who did what when, and the controls to watch it again. */
export function ReplayDrawer() {
  const replay = useReplay();
  const section = useRef<HTMLElement>(null);
  const height = useSignal(replayHeight);

  // The canvas ends where the drawer begins; it is outside of React.
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--replay-height', `min(${height}px, 62vh)`);
    return () => {
      style.removeProperty('--replay-height');
    };
  }, [height]);

  useEffect(() => {
    const before = document.activeElement;
    // Else the space bar would press the button that opened the drawer.
    section.current?.focus({ preventScroll: true });
    return () => {
      // Whoever has gone elsewhere meanwhile stays there.
      if (document.activeElement === document.body && before instanceof HTMLElement) {
        before.focus({ preventScroll: true });
      }
    };
  }, []);

  return (
    <section ref={section} className="replay" tabIndex={-1} aria-label={t('Replay')}>
      <Splitter
        label={t('Height of the replay')}
        side="bottom"
        width={height}
        min={SMALLEST}
        max={Math.max(SMALLEST, Math.round(window.innerHeight * 0.62))}
        onResize={(next) => replayHeight.set(next)}
      />
      {replay !== null && <Content replay={replay} />}
    </section>
  );
}

function Content({ replay }: { replay: ReplayController }) {
  const [asking, setAsking] = useState(false);
  const past = useSignal(replay.past);
  useSignal(replay.revision);
  const empty = replay.timeline.length === 0;
  const question = asking && past;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && question) {
      event.preventDefault();
      setAsking(false);
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape takes back the question, wherever in the drawer the focus is
    <div className="replay-content" onKeyDown={onKeyDown}>
      <header className={question ? 'replay-bar is-asking' : 'replay-bar'}>
        <Transport replay={replay} />
        {question ? (
          <RestoreQuestion replay={replay} onClose={() => setAsking(false)} />
        ) : (
          <>
            <Caption replay={replay} />
            <Actions replay={replay} onRestore={() => setAsking(true)} />
          </>
        )}
      </header>
      {empty ? <Status replay={replay} /> : <TimelineView replay={replay} />}
    </div>
  );
}
