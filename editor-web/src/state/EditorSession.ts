import { writeUpdate } from '../collab/extension';
import { openUpdateTable } from '../collab/indexedDbTable';
import { type KeptEdit, OfflineStore } from '../collab/OfflineStore';
import { RoomChannel } from '../collab/RoomChannel';
import { type ConnectionStatus, RoomConnection, roomUrl } from '../collab/RoomConnection';
import { SceneStore } from '../collab/SceneStore';
import { openSceneTable } from '../collab/sceneTable';
import { type Engine, EngineHost, type Output, type Tool, type Topic } from '../engine/EngineHost';
import { type EngineError, type EngineFailure, failureOf, isBadUpdate, isRefusal } from '../engine/failure';
import { t } from '../i18n/i18n';
import type { ReplayController } from '../replay/ReplayController';
import { defaultScene, isUntouched } from './defaultScene';
import { duplicate } from './document';
import { type LatestEdits, latestEdits } from './latestEdits';
import { type Person, person } from './person';
import type { Mode } from './room';
import { SceneKeeper } from './SceneKeeper';
import { Signal } from './signal';
import { Topics } from './topics';

/** Whether there is a picture yet, and if not, why. */
export type Phase =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running' }
  | { readonly kind: 'failed'; readonly failure: EngineFailure };

/** A short message to the person. */
export interface Notice {
  readonly text: string;
  /** What can be done about it, at once. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** What a drag in the viewport does to what is selected. */
export interface ToolChoice {
  readonly tool: Tool;
  /** Whose axes the handles follow. */
  readonly space: 'world' | 'local';
  /** Whether drags snap to round values without a key held. */
  readonly snapping: boolean;
}

/** How this person sees the scene. */
export interface ViewChoice {
  readonly output: Output;
  readonly orthographic: boolean;
}

/** Why nothing can be edited while the past is shown. */
export const PAST_REASON = 'You are watching the past. Go live to edit.';

/** Why nothing can be edited on a page that is only for looking. */
export const VIEW_REASON = 'This page only shows the scene. Open it without ?view to edit.';

/** Why nothing can be edited where the server takes no edits. */
export const REFUSED_REASON = 'You may look at this scene, but not edit it.';

/** An engine that stops at a fault again and again is not worth another one. */
const MOST_REBUILDS = 3;

/** First byte of the messages about people, which are no part of the scene. */
const AWARENESS = 1;

const ALL_TOPICS: readonly Topic[] = ['tree', 'selection', 'node', 'peers', 'scene', 'sync', 'tool', 'camera'];

/** One open scene: the engine, the connection to its room, and the store of what the server does not have yet. */
export class EditorSession {
  readonly room: string;
  readonly phase = new Signal<Phase>({ kind: 'starting' });
  readonly connection = new Signal<ConnectionStatus>({ open: false, failures: 0, reason: null });
  /** Shown for a few seconds. */
  readonly notice = new Signal<Notice | null>(null);
  /** Set it by {@link chooseTool}. */
  readonly tool = new Signal<ToolChoice>({ tool: 'move', space: 'world', snapping: false });
  /** Set it by {@link chooseView}. */
  readonly view = new Signal<ViewChoice>({ output: 'beauty', orthographic: false });
  /** Whether nothing is shown of what the others have selected. Set it by {@link chooseQuiet}. */
  readonly quiet = new Signal(false);
  /** Whether everybody sees a trail of what is pointed at here. Set it by {@link chooseLaser}. */
  readonly laser = new Signal(false);
  /** Why nothing can be drawn here, though all else works; `null` where there are pictures. */
  readonly blind = new Signal<EngineFailure | null>(null);
  /** Name of the scene's camera that is looked through; `null` while none is. */
  readonly through = new Signal<string | null>(null);
  /** What alone is drawn here, its name or how many; `null` when everything is. */
  readonly alone = new Signal<string | number | null>(null);
  /** Where the menu of the right mouse button is open, in CSS pixels of the page. */
  readonly menuPlace = new Signal<{ readonly x: number; readonly y: number } | null>(null);
  /** Whether the replay's drawer is open. */
  readonly replayOpen = new Signal(false);
  /** The replay, once its part of the page has been loaded. */
  readonly replay = new Signal<ReplayController | null>(null);
  /** Whether the scene shown is a past one, which nobody can edit. */
  readonly past = new Signal(false);
  /** Why the server takes no edits from here; `null` when it does, as far as is known. */
  readonly refused = new Signal<string | null>(null);
  /** Why the server stores nobody's edits for a while; `null` when it does. */
  readonly trouble = new Signal<string | null>(null);
  /** Why nothing can be edited now; `null` when everything can. */
  readonly locked = new Signal<string | null>(null);
  readonly mode: Mode;
  readonly topics = new Topics();
  readonly #keeper = new SceneKeeper(() => ({ engine: this.engine, known: this.#channel.known }));
  /** Whether the room's scene is here: from the server, or as it was kept here. */
  readonly known = this.#keeper.known;
  readonly #connection: RoomConnection;
  readonly #channel: RoomChannel;
  #host: EngineHost | null = null;
  #store: OfflineStore | null = null;
  #latest: LatestEdits | null = null;
  /** Updates made here that the server may not have. */
  #unacknowledged: Uint8Array[] = [];
  #rebuilds = 0;
  /** Of what the copies are that are being dragged. */
  #copied: string[] | null = null;
  /** Whether the room's scene has arrived once. */
  #seen = false;

  private constructor(room: string, mode: Mode) {
    this.room = room;
    this.mode = mode;
    this.#lock();
    this.past.subscribe(() => this.#lock());
    this.refused.subscribe(() => this.#lock());
    this.#connection = new RoomConnection(roomUrl(location, room), {
      onOpen: (extended) => this.#channel.opened(extended),
      onClose: () => {
        if (this.#seen) {
          // What was acknowledged since the last frame.
          this.#settle();
        }
        this.#channel.closed();
        this.#keeper.now();
      },
      onMessage: (message) => {
        this.#channel.fromServer(message);
        if (message[0] !== AWARENESS) {
          this.#keeper.changed();
        }
      },
      onStatus: (status) => {
        this.connection.set(status);
        if (!status.open) {
          this.refused.set(null);
          this.trouble.set(null);
        }
      },
    });
    this.#channel = new RoomChannel(
      {
        connectionOpened: () => this.engine?.connectionOpened(),
        connectionClosed: () => this.engine?.connectionClosed(),
        receive: (message) => this.#receive(message),
        pending: () => this.engine?.syncState().pending ?? 0,
      },
      {
        send: (message) => this.#connection.send(message),
        onRefused: (reason) => {
          this.refused.set(reason);
          this.tell(t('Your edits are not stored: {reason}', { reason }));
        },
        onStoring: (trouble) => this.#stores(trouble),
        onNonsense: (error) => this.#resynchronise(error),
      },
    );
    this.topics.subscribe(['sync'], () => this.#settle());
  }

  /** Opens a room on a canvas. What goes wrong is told through {@link phase}. */
  static open(canvas: HTMLCanvasElement, room: string, mode: Mode): EditorSession {
    const session = new EditorSession(room, mode);
    session.#start(canvas).catch((error: unknown) => {
      console.error('cannot start', error);
      session.phase.set({ kind: 'failed', failure: failureOf(error) });
    });
    return session;
  }

  /** The engine, or `null` while there is none. */
  get engine(): Engine | null {
    return this.#host?.engine ?? null;
  }

  /** Shows a message for a few seconds. */
  tell(text: string, action?: Notice['action']): void {
    this.notice.set(action === undefined ? { text } : { text, action });
  }

  /** Makes an edit. A refusal (somebody else was quicker) becomes a notice. */
  edit(change: (engine: Engine) => void): void {
    const engine = this.engine;
    if (engine === null) {
      return;
    }
    try {
      change(engine);
    } catch (error) {
      if (!isRefusal(error)) {
        throw error;
      }
      this.tell(explained(error));
    }
  }

  /**
   * Makes an edit of which only the newest counts, for example while a value is scrubbed: a few times a second, the last one always.
   *
   * @param key what is being edited; another key makes the waiting edit happen first
   */
  editSoon(key: string, change: (engine: Engine) => void): void {
    this.#latest ??= latestEdits((next) => this.edit(next));
    this.#latest.offer(key, change);
  }

  /** Chooses what the next drag does. */
  chooseTool(chosen: ToolChoice): void {
    this.tool.set(chosen);
    this.engine?.setTool(this.locked.get() === null ? chosen.tool : 'select');
    this.engine?.setToolSpace(chosen.space);
    this.engine?.setSnapping(chosen.snapping);
  }

  #stores(trouble: string | null): void {
    const before = this.trouble.get();
    this.trouble.set(trouble);
    if (trouble !== null && before === null) {
      this.tell('The server cannot save just now. Go on working: your changes are kept here.');
    } else if (trouble === null && before !== null) {
      this.tell('The server saves again.');
    }
  }

  /** Nothing is edited in the past, on a page for looking, or where the server takes no edits: the handles go, too. */
  #lock(): void {
    const before = this.locked.get();
    const looking = this.mode === 'edit' ? null : VIEW_REASON;
    this.locked.set(this.past.get() ? PAST_REASON : (looking ?? (this.refused.get() === null ? null : REFUSED_REASON)));
    if (before !== this.locked.get()) {
      this.chooseTool(this.tool.get());
    }
  }

  /** Chooses how the scene is shown here. */
  chooseView(chosen: ViewChoice): void {
    this.view.set(chosen);
    this.engine?.setOutput(chosen.output);
    this.engine?.setOrthographic(chosen.orthographic);
  }

  /** Hides what the others have selected, or shows it again. */
  chooseQuiet(chosen: boolean): void {
    this.quiet.set(chosen);
    this.engine?.setQuiet(chosen);
  }

  /** Draws a fading trail with what is pointed at, for everybody, or no longer. */
  chooseLaser(chosen: boolean): void {
    this.laser.set(chosen);
    this.engine?.setLaser(chosen);
  }

  /** Ends the gesture of the mouse without effect; whether there was one. */
  cancelGesture(): boolean {
    return this.#host?.cancelGesture() ?? false;
  }

  retryConnection(): void {
    this.#connection.retryNow();
  }

  /** Where there is no graphics card to be had the engine gets one that draws nothing: the scene can be edited by its names and numbers. */
  async #startEngine(canvas: HTMLCanvasElement): Promise<EngineHost> {
    try {
      return await this.#startHost(canvas);
    } catch (error) {
      const failure = failureOf(error);
      if (this.mode === 'embed' || (failure.kind !== 'no-webgpu' && failure.kind !== 'insecure')) {
        throw error;
      }
      const { pretendCard } = await import('../engine/noCard');
      pretendCard(canvas);
      canvas.inert = true;
      this.blind.set(failure);
      return await this.#startHost(canvas);
    }
  }

  #startHost(canvas: HTMLCanvasElement): Promise<EngineHost> {
    return EngineHost.start(canvas, {
      onSend: (message) => this.#channel.fromEngine(message),
      onLocalUpdate: (update, { gesture, path }) => this.#keep({ update, gesture, path, madeAt: Date.now() }),
      onChange: (topics) => this.topics.mark(topics),
      onFrame: () => this.topics.flush(),
      onMenu: (x, y) => this.menuPlace.set({ x, y }),
      onCopy: () => this.#beginCopies(),
      onCopied: (kept) => this.#endCopies(kept),
      onFailure: (failure) => this.#failed(failure, canvas),
    });
  }

  /** Before a drag with Alt held: copies are dragged, as one step with their making. Whether they could be made. */
  #beginCopies(): boolean {
    this.#copied = null;
    this.edit((engine) => {
      const originals = engine.selection();
      engine.beginStep('');
      duplicate(engine, originals);
      this.#copied = originals;
    });
    return this.#copied !== null;
  }

  #endCopies(kept: boolean): void {
    this.edit((engine) => {
      engine.endStep();
      if (!kept) {
        engine.undo();
        engine.setSelection(this.#copied ?? []);
      }
    });
  }

  /** Forgets the scene as it is kept here, until the room is opened anew; edits that the server lacks stay. */
  async forgetScene(): Promise<void> {
    await this.#keeper.forget();
    this.tell('Forgotten here. The scene is kept again when you open it the next time.');
  }

  async #start(canvas: HTMLCanvasElement): Promise<void> {
    const [first, table, scenes] = await Promise.all([this.#startEngine(canvas), openUpdateTable(), openSceneTable()]);
    if (this.#hasFailed()) {
      return;
    }
    if (this.mode !== 'embed') {
      this.#keeper.start(new SceneStore(this.room, scenes));
    }
    const host = await this.#showKept(first, canvas);
    if (this.#hasFailed()) {
      return;
    }
    this.#host = host;
    this.#store = new OfflineStore(this.room, table);
    await this.#loadKept(host.engine, this.#store);
    if (this.#hasFailed()) {
      return;
    }
    this.chooseTool(this.tool.get());
    this.chooseView(this.view.get());
    this.#introduce(person.get());
    person.subscribe(() => this.#introduce(person.get()));
    this.#connection.start();
    window.addEventListener('online', () => this.retryConnection());
    document.addEventListener('visibilitychange', () => this.retryConnection());
    this.phase.set({ kind: 'running' });
    this.topics.mark(ALL_TOPICS);
  }

  /** Gives an engine the scene as it was last seen here; the engine to go on with, should that one not have survived it. */
  async #showKept(host: EngineHost, canvas: HTMLCanvasElement): Promise<EngineHost> {
    const shown = await this.#keeper.show(host.engine, ({ log, sequence }) => this.#channel.resumed(log, sequence));
    if (shown === 'damaged' || shown === 'deadly') {
      this.tell('What was kept of this scene here is damaged. It comes from the server again.');
    }
    if (shown !== 'deadly' || this.#hasFailed()) {
      return host;
    }
    host.stop();
    host.engine.free();
    return await this.#startEngine(canvas);
  }

  async #loadKept(engine: Engine, store: OfflineStore): Promise<void> {
    try {
      const kept = await store.takeOver();
      if (this.#hasFailed()) {
        return;
      }
      for (const edit of kept) {
        engine.loadUpdate(edit.update);
        this.#channel.kept(edit);
        this.#unacknowledged.push(edit.update);
      }
    } catch (error) {
      console.warn('kept edits could not be read', error);
    }
  }

  #introduce(who: Person): void {
    this.engine?.setUser(who.name, who.color);
  }

  #receive(message: Uint8Array): void {
    try {
      this.engine?.receive(message);
    } catch (error) {
      if (!isBadUpdate(error)) {
        throw error;
      }
      this.#resynchronise(error);
    }
  }

  #resynchronise(error: unknown): void {
    console.warn('unreadable message from the server', error);
    this.#connection.restart();
  }

  #keep(edit: KeptEdit): void {
    this.#unacknowledged.push(edit.update);
    this.#store?.add(edit);
    this.#channel.kept(edit);
    this.#keeper.changed();
  }

  /** Frames run while the rest of the start is awaited, and the device may be lost on the first. */
  #hasFailed(): boolean {
    return this.phase.get().kind === 'failed';
  }

  #failed(failure: EngineFailure, canvas: HTMLCanvasElement): void {
    const broken = this.engine;
    this.#host = null;
    if (failure.kind === 'crashed' && broken !== null && this.#rebuilds < MOST_REBUILDS) {
      this.#rebuilds++;
      this.#rebuild(canvas, broken).catch((error: unknown) => this.#giveUp(failureOf(error)));
    } else {
      this.#giveUp(failure);
    }
  }

  #giveUp(failure: EngineFailure): void {
    this.#host = null;
    this.#connection.stop();
    this.phase.set({ kind: 'failed', failure });
  }

  /** Another engine in place of one that stopped at a fault: it gets from here what the server may not have, and the rest from there. */
  async #rebuild(canvas: HTMLCanvasElement, broken: Engine): Promise<void> {
    this.replayOpen.set(false);
    this.past.set(false);
    broken.free();
    this.#keeper.engineReplaced();
    this.#channel.engineReplaced();
    if (this.#rebuilds > 1) {
      // What was kept may be to blame.
      await this.#keeper.drop();
    }
    const host = await this.#showKept(await this.#startEngine(canvas), canvas);
    for (const update of this.#unacknowledged) {
      host.engine.loadUpdate(update);
    }
    this.#host = host;
    this.chooseTool(this.tool.get());
    this.chooseView(this.view.get());
    this.chooseQuiet(this.quiet.get());
    this.chooseLaser(this.laser.get());
    this.alone.set(null);
    this.#introduce(person.get());
    this.#connection.restart();
    this.tell('The engine had a fault and was started again. Nothing is lost.');
    this.topics.mark(ALL_TOPICS);
  }

  /** Gives a new room something to look at, unless the address says that it is to be empty. */
  #seed(engine: Engine): void {
    this.#seen = true;
    if (
      this.mode === 'edit' &&
      isUntouched(engine.encodeState()) &&
      !new URLSearchParams(location.search).has('empty')
    ) {
      const update = defaultScene();
      engine.loadUpdate(update);
      this.#keep({ update, gesture: null, path: null, madeAt: Date.now() });
      this.#channel.fromEngine(writeUpdate(update));
    }
  }

  /** What the server has acknowledged need not be kept here. */
  #settle(): void {
    const engine = this.engine;
    if (engine === null || (this.#seen && this.#keeper.whole && this.#unacknowledged.length === 0)) {
      return;
    }
    const sync = engine.syncState();
    if (sync.synced) {
      this.#keeper.arrived();
    }
    if (!this.#seen && sync.synced) {
      this.#seed(engine);
      return;
    }
    if (sync.synced && sync.pending === 0) {
      this.#unacknowledged = [];
      this.#store?.acknowledged();
      this.#channel.settled();
    }
  }
}

function explained(refusal: EngineError): string {
  if (refusal.code === 'READ_ONLY') {
    return PAST_REASON;
  }
  return refusal.code === 'UNKNOWN_NODE' ? 'Somebody has deleted this object.' : refusal.message;
}
