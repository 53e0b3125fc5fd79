import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useRef,
  useState,
  type WheelEvent,
} from 'react';
import { counted, figure, t } from '../../i18n/i18n';
import { Axis } from '../../replay/Axis';
import { bucketsOf } from '../../replay/buckets';
import { nameOf } from '../../replay/captions';
import { edits } from '../../replay/clock';
import type { ReplayController } from '../../replay/ReplayController';
import { ticksOf } from '../../replay/ticks';
import { useSignal } from '../../state/hooks';
import { theme } from '../../state/preferences';
import { momentText } from './Caption';
import { paintLanes, paintTicks, paletteOf, prepared } from './paintLanes';
import { type Grid, tipText } from './tipText';
import { usePaint } from './usePaint';

/** CSS pixels. */
const AXIS_HEIGHT = 26;
const BUCKET = 5;
const LOWEST_LANE = 28;
const HIGHEST_LANE = 56;

/** The lanes of all authors over time, and the slider over them. Drawn when the log or the size changes; playing moves one line. */
export function TimelineView({ replay }: { replay: ReplayController }) {
  const lanes = useRef<HTMLDivElement>(null);
  const laneCanvas = useRef<HTMLCanvasElement>(null);
  const axisCanvas = useRef<HTMLCanvasElement>(null);
  const track = useRef<HTMLDivElement>(null);
  const grid = useRef<Grid | null>(null);
  const revision = useSignal(replay.revision);
  const past = useSignal(replay.past);
  const size = useSize(lanes, track);
  const look = useLook();
  const { timeline } = replay;
  const laneHeight = Math.min(
    HIGHEST_LANE,
    Math.max(LOWEST_LANE, Math.floor(size.height / Math.max(1, timeline.authors.length))),
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision stands for the timeline, the look for the colours
  useEffect(() => {
    const [laneElement, axisElement] = [laneCanvas.current, axisCanvas.current];
    if (laneElement === null || axisElement === null || size.width === 0) {
      return;
    }
    const frame = requestAnimationFrame(() => {
      const axis = new Axis(timeline, size.width);
      const buckets = bucketsOf(timeline, axis, BUCKET);
      grid.current = { axis, buckets, laneHeight };
      const palette = paletteOf(laneElement);
      const colors = timeline.authors.map((author) => author.color);
      const laneContext = prepared(laneElement, size.width, laneHeight * colors.length);
      const axisContext = prepared(axisElement, size.width, AXIS_HEIGHT);
      if (laneContext !== null && axisContext !== null) {
        paintLanes(laneContext, axis, buckets, colors, laneHeight, palette);
        paintTicks(axisContext, ticksOf(timeline, axis), AXIS_HEIGHT, palette);
      }
      place(track.current, replay, axis);
    });
    return () => cancelAnimationFrame(frame);
  }, [replay, timeline, revision, size.width, laneHeight, look]);

  return (
    <div className="replay-timeline" style={{ '--lane-height': `${laneHeight}px` } as CSSProperties}>
      <div className="replay-axis">
        <span className="replay-people">{counted(timeline.authors.length, '1 person', '{count} people')}</span>
        <canvas ref={axisCanvas} />
      </div>
      <div ref={lanes} className="replay-lanes scroll">
        <ul className="replay-names">
          {timeline.authors.map((author, lane) => (
            <li key={author.id || lane} className="replay-name">
              <span className="replay-dot" style={{ background: author.color || 'var(--text-faint)' }} />
              <span className="replay-name-text" title={nameOf(author)}>
                {nameOf(author)}
              </span>
              <span className="replay-name-count" title={edits(timeline.edits(lane))}>
                {figure(timeline.edits(lane))}
              </span>
            </li>
          ))}
        </ul>
        <canvas ref={laneCanvas} />
      </div>
      <Track
        ref={track}
        replay={replay}
        grid={() => grid.current}
        past={past}
        scrolled={() => lanes.current?.scrollTop ?? 0}
        onWheel={(event) => lanes.current?.scrollBy({ top: event.deltaY })}
      />
    </div>
  );
}

interface TrackProps {
  ref: React.RefObject<HTMLDivElement | null>;
  replay: ReplayController;
  grid: () => Grid | null;
  past: boolean;
  scrolled: () => number;
  onWheel: (event: WheelEvent) => void;
}

/** The slider: press, drag, or use the keys. */
function Track({ ref, replay, grid, past, scrolled, onWheel }: TrackProps) {
  const tip = useRef<HTMLDivElement>(null);
  const hover = useRef<HTMLDivElement>(null);
  const dragging = useRef(false);

  usePaint([replay.position, replay.millis, replay.revision], () => {
    place(ref.current, replay, grid()?.axis);
  });

  function scrub(event: PointerEvent<HTMLElement>): void {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - left;
    // A press may come before the first drawing.
    const axis = grid()?.axis ?? new Axis(replay.timeline, width);
    replay.scrub(axis.sequenceAt(x), axis.playAt(x));
  }

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (event.button === 0) {
      event.currentTarget.setPointerCapture(event.pointerId);
      dragging.current = true;
      scrub(event);
    }
  }

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    if (dragging.current) {
      scrub(event);
    }
    const now = grid();
    if (now !== null) {
      const box = event.currentTarget.getBoundingClientRect();
      showTip(tip.current, hover.current, replay, now, event.clientX - box.left, event.clientY - box.top, scrolled());
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    const steps = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (steps !== undefined) {
      event.preventDefault();
      replay.stepBy(event.shiftKey ? steps * 10 : steps);
    }
  }

  return (
    <div
      ref={ref}
      className={past ? 'replay-track is-past' : 'replay-track'}
      role="slider"
      tabIndex={0}
      aria-label={t('Moment')}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={replay.timeline.length}
      aria-valuenow={replay.timeline.length}
      aria-valuetext="Live"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onLostPointerCapture={() => {
        dragging.current = false;
      }}
      onPointerLeave={() => showTip(tip.current, hover.current, replay, null, 0, 0, 0)}
      onKeyDown={onKeyDown}
      onWheel={onWheel}
    >
      <div className="replay-future" />
      <div ref={hover} className="replay-hover" hidden />
      <div className="replay-head" />
      <div ref={tip} className="replay-tip" hidden />
    </div>
  );
}

/** Puts the playhead where the replay is, live at the end, and says it to those who listen. Without an axis nothing is drawn yet. */
function place(track: HTMLElement | null, replay: ReplayController, axis: Axis | undefined): void {
  if (track === null) {
    return;
  }
  const sequence = replay.position.get();
  const { timeline } = replay;
  if (axis !== undefined) {
    const x = sequence < 0 ? axis.x(timeline.length) : sequence === 0 ? 0 : axis.xAtPlay(replay.millis.get());
    track.style.setProperty('--head', `${x.toFixed(2)}px`);
  }
  track.setAttribute('aria-valuenow', String(sequence < 0 ? timeline.length : sequence));
  const when = sequence < 0 ? t('Live') : sequence === 0 ? t('Before the first edit') : momentText(replay, sequence);
  track.setAttribute(
    'aria-valuetext',
    sequence > 0 ? t('{when}, edit {at} of {all}', { when, at: sequence, all: timeline.length }) : when,
  );
}

function showTip(
  tip: HTMLElement | null,
  hover: HTMLElement | null,
  replay: ReplayController,
  grid: Grid | null,
  x: number,
  y: number,
  scrolled: number,
): void {
  if (tip === null || hover === null) {
    return;
  }
  const shown = grid !== null && x >= 0 && x <= grid.axis.width;
  tip.hidden = !shown;
  hover.hidden = !shown;
  if (shown) {
    const { time, text } = tipText(replay.timeline, grid, x, y - AXIS_HEIGHT + scrolled);
    tip.replaceChildren(Object.assign(document.createElement('b'), { textContent: time }), ` ${text}`);
    hover.style.transform = `translateX(${x}px)`;
    const half = tip.offsetWidth / 2;
    const left = Math.min(Math.max(x, half + 4), grid.axis.width - half - 4);
    tip.style.transform = `translate(${left - half}px, 0)`;
  }
}

/** The room for lanes: the height of the part that scrolls, and the width of the slider over it. */
function useSize(
  lanes: React.RefObject<HTMLElement | null>,
  track: React.RefObject<HTMLElement | null>,
): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const measure = (): void => {
      const width = track.current?.clientWidth ?? 0;
      const height = lanes.current?.clientHeight ?? 0;
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    const observer = new ResizeObserver(measure);
    for (const element of [lanes.current, track.current]) {
      if (element !== null) {
        observer.observe(element);
      }
    }
    return () => observer.disconnect();
  }, [lanes, track]);
  return size;
}

/** Changes when the colours do: the theme here, or the system's. */
function useLook(): string {
  const chosen = useSignal(theme);
  const [system, setSystem] = useState(0);
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: light)');
    const changed = (): void => setSystem((count) => count + 1);
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, []);
  return `${chosen} ${system}`;
}
