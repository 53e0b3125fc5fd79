import { t } from '../i18n/i18n';
import { Signal } from '../state/signal';
import { caption } from './captions';
import { EngineFeed, type ReplayChange, type ReplayEngine } from './EngineFeed';
import { type Load, LogFollower } from './LogFollower';
import { LogLoader } from './LogLoader';
import { faster, Playback, type Speed } from './Playback';
import { Timeline } from './Timeline';
import type { Author, LogEntry } from './wire';

/** What the replay needs of the page around it. */
export interface ReplayHost {
  readonly room: string;
  engine(): ReplayEngine | null;
  /** The scene shown is (no longer) a past one. */
  onPast(past: boolean): void;
}

/** What one entry did. */
export interface Step {
  readonly author: Author | undefined;
  readonly changes: readonly ReplayChange[];
}

/** The browser's frames and time, so that a test can stand in for them. */
export interface Frames {
  request(frame: (now: number) => void): number;
  cancel(id: number): void;
  now(): number;
}

/** How long a frame may give entries to the engine, in milliseconds. */
const FEED_MILLIS = 10;
/** The longest step of the clock: after a pause of the browser the replay must not leap. */
const LONGEST_STEP = 100;
/** Entries that the engine may read within one call; further ones it reads frame by frame. */
const AT_ONCE = 1_000;
/** How long what a step has changed stays outlined, in the author's colour. */
const FLASH_SECONDS = 0.9;
const FLASH_COLOR = '#a9b8ff';
/** The caption changes at most this often while playing. */
const CAPTION_MILLIS = 120;

const BROWSER: Frames = {
  request: (frame) => requestAnimationFrame(frame),
  cancel: (id) => cancelAnimationFrame(id),
  now: () => performance.now(),
};

/** The replay of one room: reads the log, runs the clock, and shows in the engine what was. Lives as long as the page. */
export class ReplayController {
  readonly timeline = new Timeline();
  readonly playback = new Playback(this.timeline);
  readonly load: Signal<Load>;
  /** Changes whenever the timeline has grown. */
  readonly revision = new Signal(0);
  /** Sequence shown, -1 live. Changes with every frame of playing: not for React. */
  readonly position = new Signal(-1);
  /** Milliseconds of playing; as {@link position}, but gliding between entries. */
  readonly millis = new Signal(0);
  readonly past = new Signal(false);
  readonly direction = new Signal<-1 | 0 | 1>(0);
  readonly speed = new Signal<Speed>({ factor: 1 });
  /** Entries that came while the past is watched. */
  readonly unseen = new Signal(0);
  /** How far the engine is on its way to the moment wanted, in percent; `null` when that is shown. */
  readonly preparing = new Signal<number | null>(null);
  /** What the entry shown did, in words. */
  readonly caption = new Signal('');
  /** The same, for those who draw it. */
  readonly step = new Signal<Step | null>(null);
  readonly #host: ReplayHost;
  readonly #log: LogFollower;
  readonly #feed = new EngineFeed();
  readonly #frames: Frames;
  #frame: number | null = null;
  #last: number | null = null;
  #want = 0;
  #told = Number.NEGATIVE_INFINITY;
  #toTell = false;
  #seen = 0;
  #later: number | null = null;

  constructor(host: ReplayHost, loader = new LogLoader(host.room), frames = BROWSER) {
    this.#host = host;
    this.#log = new LogFollower(loader, {
      onEntries: (entries) => this.#take(entries),
      onReady: () => this.#seekLater(),
    });
    this.load = this.#log.load;
    this.#frames = frames;
  }

  /** Reads the log, and goes on reading what is new until {@link close}. */
  open(): void {
    this.#log.open();
  }

  /** Back to the live scene; nothing is read any more. What was read is kept. */
  close(): void {
    this.#log.close();
    this.#later = null;
    this.goLive();
  }

  /** Reads again after a failure, at once. */
  retry(): void {
    this.#log.retry();
  }

  /** Shows the scene as after an entry, with the next frame. A sequence that has not been read yet is shown once it is. */
  seek(sequence: number): void {
    this.pause();
    const wanted = Math.max(0, Math.floor(sequence));
    if (wanted > this.timeline.length && this.load.get().kind !== 'ready') {
      this.#later = wanted;
      return;
    }
    this.#later = null;
    if (this.timeline.length > 0) {
      this.#enter();
      this.#want = Math.min(wanted, this.timeline.length);
      this.playback.seek(this.#want);
      this.#wake();
    }
  }

  /** To a place of the timeline, for example where the pointer is. */
  scrub(sequence: number, millis: number): void {
    this.seek(sequence);
    this.playback.seekTo(millis);
  }

  /** So many gestures on, or back where negative; from the live scene back from its end. */
  stepBy(gestures: number): void {
    let sequence = this.past.get() ? this.#want : this.timeline.length;
    for (let left = Math.abs(gestures); left > 0; left--) {
      sequence = gestures > 0 ? this.timeline.nextGesture(sequence) : this.timeline.previousGesture(sequence);
    }
    this.seek(sequence);
  }

  toggle(): void {
    if (this.direction.get() === 0) {
      this.play(1);
    } else {
      this.pause();
    }
  }

  /** Plays; from the other end where there is nothing left to play. */
  play(direction: -1 | 1): void {
    if (this.timeline.length === 0) {
      return;
    }
    const end = direction > 0 ? this.timeline.length : 0;
    const from = this.past.get() ? this.#want : this.timeline.length;
    if (!this.past.get() || from === end) {
      this.seek(from === end ? this.timeline.length - end : from);
    }
    this.playback.direction = direction;
    this.direction.set(direction);
    this.#last = null;
    this.#wake();
  }

  pause(): void {
    this.playback.direction = 0;
    this.direction.set(0);
  }

  /** Plays in a direction; faster if it does already. */
  shuttle(direction: -1 | 1): void {
    if (this.direction.get() === direction) {
      this.choose(faster(this.speed.get(), this.timeline));
    } else {
      this.play(direction);
    }
  }

  choose(speed: Speed): void {
    this.playback.speed = speed;
    this.speed.set(speed);
  }

  /** Shows the live scene again. */
  goLive(): void {
    this.#leave((engine) => engine.closeReplay());
  }

  /** Makes the live scene as the one shown, and goes live. Whether that changed anything. */
  restore(): boolean {
    let changed = false;
    if (this.past.get() && this.#shown() === this.#want) {
      this.#leave((engine) => {
        changed = engine.restoreReplay();
      });
    }
    return changed;
  }

  #shown(): number {
    return this.#host.engine()?.replayPosition() ?? -1;
  }

  #enter(): void {
    const engine = this.#host.engine();
    if (!this.past.get() && engine !== null) {
      engine.openReplay();
      this.#seen = Math.max(this.timeline.length, this.#log.head);
      this.unseen.set(0);
      this.past.set(true);
      this.#host.onPast(true);
    }
  }

  #leave(how: (engine: ReplayEngine) => void): void {
    this.pause();
    if (this.#frame !== null) {
      this.#frames.cancel(this.#frame);
      this.#frame = null;
    }
    if (!this.past.get()) {
      return;
    }
    const engine = this.#host.engine();
    if (engine !== null) {
      how(engine);
    }
    this.past.set(false);
    this.#host.onPast(false);
    this.caption.set('');
    this.step.set(null);
    this.unseen.set(0);
    this.preparing.set(null);
    this.position.set(-1);
  }

  #wake(): void {
    this.#frame ??= this.#frames.request((now) => this.#run(now));
  }

  /** One frame: moves the clock, gives the engine what it lacks, and shows where the clock is. At most one seek. */
  #run(now: number): void {
    this.#frame = null;
    const engine = this.#host.engine();
    if (engine === null || !this.past.get()) {
      this.pause();
      return;
    }
    const started = this.#frames.now();
    const complete = this.#feed.give(engine, () => this.#frames.now() - started > FEED_MILLIS);
    const ready = Math.min(engine.replayEnd(), engine.replayReady() + AT_ONCE);
    this.#advance(now, ready);
    const waits = this.#want > ready;
    this.preparing.set(waits ? Math.floor((100 * ready) / Math.max(1, this.#want)) : null);
    if (!waits) {
      this.#show(engine);
      this.#tell(now, engine);
    }
    if (this.playback.direction !== 0 || !complete || waits || this.#toTell) {
      this.#wake();
    }
  }

  #show(engine: ReplayEngine): void {
    if (engine.replayPosition() !== this.#want) {
      engine.seekReplay(this.#want);
      this.#toTell = true;
    }
    this.millis.set(this.playback.millis);
    this.position.set(this.#want);
  }

  #advance(now: number, ready: number): void {
    const { playback } = this;
    if (playback.direction !== 0) {
      const elapsed = this.#last === null ? 0 : Math.min(LONGEST_STEP, Math.max(0, now - this.#last));
      playback.advance(elapsed, ready, this.load.get().kind === 'ready' && ready >= this.timeline.length);
      this.#want = playback.sequence;
      this.direction.set(playback.direction);
    }
    this.#last = now;
  }

  #tell(now: number, engine: ReplayEngine): void {
    const sequence = this.#want;
    const due = this.direction.get() === 0 || now - this.#told >= CAPTION_MILLIS;
    if (this.#toTell && due) {
      this.#toTell = false;
      this.#told = now;
      const step = { author: this.timeline.author(sequence), changes: engine.replayChanges() };
      this.step.set(step);
      const there = step.changes.filter((change) => change.kind !== 'removed').map((change) => change.id);
      engine.flash(there, step.author?.color || FLASH_COLOR, FLASH_SECONDS);
      this.caption.set(sequence === 0 ? t('Before the first edit') : caption(step.author, step.changes));
    }
  }

  #take(entries: readonly LogEntry[]): void {
    for (const entry of entries) {
      this.timeline.append(entry);
    }
    this.#feed.add(entries);
    this.revision.set(this.revision.get() + 1);
    if (this.past.get()) {
      this.unseen.set(Math.max(0, this.timeline.length - this.#seen));
      this.#wake();
    }
    if (this.#later !== null && this.#later <= this.timeline.length) {
      this.#seekLater();
    }
  }

  /** What could not be shown yet, for example the moment of a link. */
  #seekLater(): void {
    if (this.#later !== null) {
      this.seek(this.#later);
    }
  }
}
