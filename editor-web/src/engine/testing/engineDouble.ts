// A stand-in for the engine with the shape of `@diorama/engine`, for looking at panels without WebAssembly or a graphics card:
// `npx vite --mode double`. It draws nothing, talks to nobody, and is in no build of the product.
import type {
  CameraInfo,
  EngineListeners,
  NodeInfo,
  Peer,
  Primitive,
  ReplayChange,
  SceneInfo,
  SyncState,
  Topic,
  TreeRow,
} from '@diorama/engine';

export type * from '@diorama/engine';

export default function init(): Promise<void> {
  return Promise.resolve();
}

export class EngineError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const SYNC: SyncState = { synced: true, connected: true, pending: 0 };

export class Engine {
  readonly #listeners: EngineListeners;
  readonly #nodes = new Map<string, NodeInfo>();
  readonly #closed = new Set<string>();
  #selection: string[] = [];
  #background: [number, number, number] = [0.023, 0.026, 0.033];
  #self = { name: '', color: '#888888' };
  #next = 1;
  #entries = 0;
  #past = -1;
  #direction = { yaw: 0.6, pitch: 0.45 };

  private constructor(listeners: EngineListeners) {
    this.#listeners = listeners;
    const still = this.#add('group', null, 'Still life', '');
    this.#add('mesh', 'sphere', 'Ceramic ball', still);
    this.#add('mesh', 'box', 'Oak cube', still);
    const stand = this.#add('group', null, 'Stand', still);
    this.#add('mesh', 'cylinder', 'Column', stand);
    this.#add('mesh', 'cone', 'Tip with a rather long name that does not fit', stand);
    this.#add('mesh', 'plane', 'Floor', '');
    this.#selection = ['n2'];
  }

  static create(_canvas: HTMLCanvasElement, listeners: EngineListeners): Promise<Engine> {
    return Promise.resolve(new Engine(listeners));
  }

  renderFrame(): void {}
  resize(): void {}
  setTool(): void {}
  setToolSpace(): void {}
  setSnapping(): void {}
  setOutput(): void {}
  setOrthographic(): void {}
  viewFrom(yaw: number, pitch: number): void {
    this.#direction = { yaw, pitch };
    this.#changed('camera');
  }
  camera(): CameraInfo {
    const { yaw, pitch } = this.#direction;
    return { yaw, pitch, goalYaw: yaw, goalPitch: pitch, distance: 8, target: [0, 0.5, 0], orthographic: false };
  }

  follow(): void {}

  followed(): number {
    return 0;
  }

  setQuiet(): void {}
  setLaser(): void {}
  cursors(): [number, number, number][] {
    return [
      [2, 700, 360],
      [3, 560, 520],
    ];
  }
  fly(): void {}
  pointerDown(): void {}
  pointerMove(): void {}
  pointerUp(): void {}
  pointerCancel(): void {}
  wheel(): void {}
  connectionOpened(): void {}
  connectionClosed(): void {}
  receive(): void {}
  loadUpdate(): void {}
  keepAlive(): void {}
  frameSelection(): void {}
  canUndo(): boolean {
    return true;
  }
  canRedo(): boolean {
    return false;
  }
  undo(): void {}
  redo(): void {}

  openReplay(): void {
    this.#past = -1;
  }
  appendReplay(updates: Uint8Array): void {
    const view = new DataView(updates.buffer, updates.byteOffset, updates.byteLength);
    for (let at = 0; at < updates.length; at += 4 + view.getUint32(at, true)) {
      this.#entries++;
    }
  }
  replayEnd(): number {
    return this.#entries;
  }
  replayReady(): number {
    return this.#entries;
  }
  replayPosition(): number {
    return this.#past;
  }
  seekReplay(sequence: number): void {
    this.#past = sequence;
    this.#changed('replay');
  }
  replayChanges(): ReplayChange[] {
    const nodes = [...this.#nodes.values()];
    const { id = '', name = '' } = nodes[this.#past % nodes.length] ?? {};
    return this.#past < 1 ? [] : [{ id, name, kind: 'moved', property: 'position' }];
  }
  restoreReplay(): boolean {
    this.closeReplay();
    return true;
  }
  closeReplay(): void {
    this.#past = -1;
    this.#entries = 0;
  }
  flash(): void {}
  screenPosition(): [number, number] {
    return [600, 300];
  }

  setUser(name: string, color: string): void {
    this.#self = { name, color };
    this.#changed('peers');
  }

  addPrimitive(primitive: Primitive): string {
    return this.#selectNew(this.#add('mesh', primitive, primitive, ''));
  }
  addGroup(): string {
    return this.#selectNew(this.#add('group', null, 'Group', ''));
  }
  deleteSelection(): void {
    for (const id of this.#selection.splice(0)) {
      this.#nodes.delete(id);
    }
    this.#changed('tree', 'selection', 'scene');
  }
  rename(id: string, name: string): void {
    this.#patch(id, { name });
  }
  setPosition(id: string, x: number, y: number, z: number): void {
    this.#patch(id, { position: [x, y, z] });
  }
  setRotation(id: string, x: number, y: number, z: number, w: number): void {
    this.#patch(id, { rotation: [x, y, z, w] });
  }
  setScale(id: string, x: number, y: number, z: number): void {
    this.#patch(id, { scale: [x, y, z] });
  }
  setParameter(id: string, name: string, value: number): void {
    this.#patch(id, { parameters: { ...this.node(id)?.parameters, [name]: value } });
  }
  setSphereRadius(id: string, radius: number): void {
    this.setParameter(id, 'radius', radius);
  }
  setBackground(r: number, g: number, b: number): void {
    this.#background = [r, g, b];
    this.#changed('scene');
  }

  select(id: string, mode: string): void {
    const others = this.#selection.filter((other) => other !== id);
    const had = others.length < this.#selection.length;
    this.#selection = mode === 'replace' ? [id] : mode === 'toggle' && had ? others : [...others, id];
    this.#changed('selection');
  }
  clearSelection(): void {
    this.#selection = [];
    this.#changed('selection');
  }

  treeRowCount(): number {
    return this.#rows('', 0).length;
  }
  treeRows(first: number, count: number): TreeRow[] {
    return this.#rows('', 0).slice(first, first + count);
  }
  filterTree(): void {}
  filterTreeAmong(): void {}
  beginStep(): void {}
  endStep(): void {}
  moveNodes(): void {}
  write(): void {}
  read(): string {
    return '[]';
  }
  materials(): string {
    return '{}';
  }
  setSelection(ids: string[]): void {
    this.#selection = [...ids];
    this.#changed('selection');
  }
  expandAll(expanded: boolean): void {
    for (const { id } of this.#nodes.values()) {
      this.setExpanded(id, expanded);
    }
  }
  setExpanded(id: string, expanded: boolean): void {
    if (expanded) {
      this.#closed.delete(id);
    } else {
      this.#closed.add(id);
    }
    this.#changed('tree');
  }
  revealInTree(id: string): number {
    return this.#rows('', 0).findIndex((row) => row.id === id);
  }
  node(id: string): NodeInfo | null {
    return this.#nodes.get(id) ?? null;
  }
  selection(): string[] {
    return [...this.#selection];
  }
  peers(): Peer[] {
    return [
      { clientId: 1, ...this.#self, self: true, selection: this.#selection },
      { clientId: 2, name: 'Lucky Heron', color: '#00b6d8', self: false, selection: ['n5'] },
      { clientId: 3, name: 'Calm Otter', color: '#d67bcb', self: false, selection: ['n5', 'n7'] },
    ];
  }
  syncState(): SyncState {
    return SYNC;
  }
  sceneInfo(): SceneInfo {
    return { name: '', background: this.#background, nodes: this.#nodes.size };
  }

  #add(kind: string, primitive: Primitive | null, name: string, parent: string): string {
    const id = `n${this.#next++}`;
    const parameters: Record<string, number> = primitive === 'sphere' ? { radius: 0.5 } : {};
    this.#nodes.set(id, {
      id,
      name,
      kind,
      primitive,
      parent,
      parameters,
      position: [0.1 * this.#next, 0.5, -1.25],
      rotation: [0, 0.3826834, 0, 0.9238795],
      scale: [1, 1, 1],
      index: 0,
      flags: 0,
      material: null,
    });
    return id;
  }
  #selectNew(id: string): string {
    this.#selection = [id];
    this.#changed('tree', 'selection', 'scene');
    return id;
  }
  #patch(id: string, change: Partial<NodeInfo>): void {
    const node = this.#nodes.get(id);
    if (node === undefined) {
      throw new EngineError('UNKNOWN_NODE', `no node: id=${id}`);
    }
    this.#nodes.set(id, { ...node, ...change });
    this.#changed('node', 'tree');
  }
  #rows(parent: string, depth: number): TreeRow[] {
    return [...this.#nodes.values()]
      .filter((node) => node.parent === parent)
      .flatMap((node) => {
        const inside = this.#rows(node.id, depth + 1);
        const expanded = !this.#closed.has(node.id);
        const row: TreeRow = {
          id: node.id,
          name: node.name,
          kind: node.kind,
          primitive: node.primitive,
          depth,
          expandable: inside.length > 0,
          expanded,
          selected: this.#selection.includes(node.id),
          hidden: false,
          locked: false,
          faded: false,
          peerColors: this.peers().flatMap((peer) =>
            !peer.self && peer.selection.includes(node.id) ? [peer.color] : [],
          ),
        };
        return expanded ? [row, ...inside] : [row];
      });
  }
  #changed(...topics: Topic[]): void {
    this.#listeners.onChange(topics);
  }
}
