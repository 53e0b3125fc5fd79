import { useEffect, useRef, useState } from 'react';
import { counted, figure, t } from '../../i18n/i18n';
import { moment } from '../../replay/clock';
import type { ReplayController } from '../../replay/ReplayController';
import { useSignal } from '../../state/hooks';
import { usePaint } from './usePaint';

/** What is read aloud changes at most this often, in milliseconds. */
const ALOUD_MILLIS = 1_500;

/** The moment shown and what happened in it: "14:02:11 Ada moved Lamp". */
export function Caption({ replay }: { replay: ReplayController }) {
  const past = useSignal(replay.past);
  const time = useRef<HTMLSpanElement>(null);
  const count = useRef<HTMLSpanElement>(null);
  const dot = useRef<HTMLSpanElement>(null);
  const text = useRef<HTMLSpanElement>(null);

  usePaint([replay.position, replay.revision, replay.caption], () => {
    const sequence = replay.position.get();
    const live = sequence < 0;
    const { timeline } = replay;
    const shown = live ? timeline.length : sequence;
    write(time.current, live ? t('Live') : momentText(replay, sequence));
    write(count.current, `${figure(shown)} / ${figure(timeline.length)}`);
    write(text.current, live ? hint(replay) : replay.caption.get());
    const color = live ? '' : (timeline.author(sequence)?.color ?? '');
    if (dot.current !== null) {
      dot.current.hidden = live || sequence === 0;
      dot.current.style.background = color === '' ? 'var(--text-faint)' : color;
    }
  });

  return (
    <div className="replay-readout">
      <div className={past ? 'replay-clock is-past' : 'replay-clock'}>
        <span ref={time} className="replay-time" />
        <span ref={count} className="replay-count" />
      </div>
      <p className={past ? 'replay-caption' : 'replay-caption is-hint'}>
        <span ref={dot} className="replay-dot" hidden />
        <span ref={text} className="replay-caption-text" />
      </p>
      <Aloud replay={replay} />
    </div>
  );
}

/** The time of an entry; of the empty scene, that of the first. */
export function momentText(replay: ReplayController, sequence: number): string {
  return moment(replay.timeline.time(Math.max(1, sequence)), Date.now());
}

function hint(replay: ReplayController): string {
  const { length, gestures } = replay.timeline;
  return length === 0
    ? ''
    : counted(
        gestures,
        'One step: drag along the lanes, or press Space',
        '{count} steps: drag along the lanes, or press Space',
      );
}

function write(element: HTMLElement | null, text: string): void {
  if (element !== null && element.textContent !== text) {
    element.textContent = text;
  }
}

/** The caption for those who listen: the newest, at a pace that can be followed. */
function Aloud({ replay }: { replay: ReplayController }) {
  const caption = useCalm(useSignal(replay.caption));
  return (
    <span className="visually-hidden" aria-live="polite">
      {caption}
    </span>
  );
}

function useCalm(text: string): string {
  const [shown, setShown] = useState(text);
  const latest = useRef(text);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  latest.current = text;
  useEffect(() => {
    if (text !== shown) {
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        setShown(latest.current);
      }, ALOUD_MILLIS);
    }
  }, [text, shown]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return shown;
}
