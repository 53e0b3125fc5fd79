import { writeUpdate } from '../collab/extension';
import type { KeptScene, SceneStore } from '../collab/SceneStore';
import type { Engine } from '../engine/EngineHost';
import { isBadUpdate } from '../engine/failure';
import { keepScenes } from './preferences';
import { Signal } from './signal';

/** How long a change waits for others before the scene is kept, in milliseconds. */
const CALM_MILLIS = 3_000;
/** Keeping takes at most one part in so many of the main thread. */
const SHARE = 200;

/** What became of the scene that was kept: there was none, it is shown, it was damaged, or it has taken the engine with it. */
export type Shown = 'none' | 'shown' | 'damaged' | 'deadly';

/** What is kept of, and how far the engine's scene is known. */
interface Source {
  readonly engine: Engine | null;
  readonly known: { readonly log: string; readonly sequence: number };
}

/**
 * Keeps the scene in the browser: seldom while it changes, and at once when it may be the last chance. Shows it on the next visit.
 *
 * Only a whole scene is kept, one that came from the server or from here; a part of it would look like a loss.
 */
export class SceneKeeper {
  /** Whether the room's scene is here: from the server, or as it was kept. */
  readonly known = new Signal(false);
  readonly #source: () => Source;
  #store: SceneStore | null = null;
  /** Whether the engine of now has had the whole scene. */
  #whole = false;
  #changed = false;
  #pause = CALM_MILLIS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #forgotten = false;

  constructor(source: () => Source) {
    this.#source = source;
  }

  /** Keeps from now on, as long as this person wants it. */
  start(store: SceneStore): void {
    this.#store = store;
    const obey = (): void => (keepScenes.get() ? this.changed() : void store.forgetAll());
    keepScenes.subscribe(obey);
    if (!keepScenes.get()) {
      obey();
    }
    window.addEventListener('pagehide', () => this.now());
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) {
        this.now();
      }
    });
  }

  /** Whether the engine has the whole scene, as far as this object was told. */
  get whole(): boolean {
    return this.#whole;
  }

  /** The engine has the room's whole scene, from the server. */
  arrived(): void {
    if (!this.#whole) {
      this.#isWhole();
      this.changed();
    }
  }

  /** Another engine, which has nothing, takes the place of the old one. */
  engineReplaced(): void {
    this.#whole = false;
  }

  /**
   * Gives an engine the scene as it was last seen here. What is damaged is forgotten.
   *
   * @param resumed told of what was known when the scene was kept, after the engine has it
   */
  async show(engine: Engine, resumed: (scene: KeptScene) => void): Promise<Shown> {
    const kept = (await this.#store?.read()) ?? null;
    if (kept === null) {
      return 'none';
    }
    let outcome: Shown = 'damaged';
    if (kept !== 'broken') {
      try {
        // As if from the server: it is nothing that the server lacks.
        engine.receive(writeUpdate(kept.update));
        resumed(kept);
        this.#isWhole();
        return 'shown';
      } catch (error) {
        console.warn('kept scene cannot be read', error);
        outcome = isBadUpdate(error) ? 'damaged' : 'deadly';
      }
    }
    await this.#store?.forget();
    return outcome;
  }

  /** The scene is another one now. */
  changed(): void {
    this.#changed = true;
    this.#timer ??= setTimeout(() => this.now(), this.#pause);
  }

  /** Keeps what has changed, without waiting: the page may be closed, or the line is gone. */
  now(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#changed || this.#forgotten || !keepScenes.get() || this.#store === null) {
      return;
    }
    const start = performance.now();
    const scene = this.#scene();
    if (scene !== null) {
      this.#changed = false;
      void this.#store.keep(scene);
      this.#pause = Math.max(CALM_MILLIS, (performance.now() - start) * SHARE);
    }
  }

  /** Forgets what was kept, for example since it may have broken an engine. */
  async drop(): Promise<void> {
    await this.#store?.forget();
  }

  /** Forgets what was kept; of this page nothing is kept any more. */
  async forget(): Promise<void> {
    this.#forgotten = true;
    await this.drop();
  }

  #isWhole(): void {
    this.#whole = true;
    this.known.set(true);
  }

  #scene(): KeptScene | null {
    const { engine, known } = this.#source();
    if (engine === null || !this.#whole) {
      return null;
    }
    try {
      return { update: engine.encodeState(), ...known };
    } catch (error) {
      console.warn('the scene could not be written', error);
      return null;
    }
  }
}
