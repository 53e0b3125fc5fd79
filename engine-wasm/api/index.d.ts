// Written by bindgen from the Java class dev.diorama.engine.boundary.Engine: do not edit.

/**
 * `@diorama/engine`: one `Engine`, one call per frame.
 *
 * ```ts
 * import { Engine } from '@diorama/engine';
 * const engine = await Engine.create(canvas, { onSend: (m) => socket.send(m), onChange: (topics) => refresh(topics) });
 * engine.receive(bytes);        // whenever a message arrives
 * engine.renderFrame(dt);       // once per animation frame
 * ```
 *
 * Ids of nodes are opaque strings; `''` is the root of the scene. Lengths are metres, angles radians, rotations unit quaternions
 * (x, y, z, w). Colours of the scene are linear 0..1, those of people `#rrggbb`. Positions on the canvas are device pixels, the
 * origin at the top left.
 */

/**
 * Loads the WebAssembly module. Optional: whatever makes the first {@link Engine} calls it. Calls share one promise; after a failure
 * the next call tries again.
 *
 * @param source where the module is, or its bytes; by default `engine.wasm` beside this file
 * @throws EngineError `NO_WASM_GC` or `LOAD_FAILED`, the message naming address, status and MIME type
 */
export default function init(source?: string | URL | BufferSource): Promise<void>;

/** What is known of an update made here beside its bytes. */
export interface LocalEdit {
  /** Joins the updates of one action of this person; no other action has it. `null` for what nobody did, as a repair. */
  gesture: string | null;
  /** How a drag went whose end this update is; what is in it is in `docs/PROTOCOL.md`. */
  path: object | null;
}

/** What may have changed since the last {@link EngineListeners.onChange}; in the order of the bits of the editor's topics. */
export type Topic = 'tree' | 'selection' | 'node' | 'peers' | 'scene' | 'sync' | 'tool' | 'camera' | 'replay' | 'cursors';

/** Parametric shapes that can be added. */
export type Primitive = 'box' | 'sphere' | 'plane' | 'cylinder' | 'cone' | 'torus' | 'capsule';

/** Kinds of light that can be added. */
export type LightKind = 'directional' | 'point' | 'spot';

/** What selecting a node does to the nodes selected before. */
export type SelectMode = 'replace' | 'add' | 'toggle';

/** One visible row of the scene tree. */
export interface TreeRow {
  id: string;
  name: string;
  /** As in the document: `group`, `mesh`, ... */
  kind: string;
  /** As in the document: `box`, ...; null unless it is a parametric primitive. */
  primitive: string | null;
  /** 0 for children of the root. */
  depth: number;
  expandable: boolean;
  expanded: boolean;
  selected: boolean;
  /** Whether the node itself is switched off. */
  hidden: boolean;
  locked: boolean;
  /** Whether it is not seen because something above it is switched off. */
  faded: boolean;
  /** Colours of the other people who have selected this node. */
  peerColors: string[];
}

/** One node, as the inspector shows it; position in metres, rotation and scale relative to the parent. */
export interface NodeInfo {
  id: string;
  name: string;
  kind: string;
  primitive: Primitive | null;
  /** Id of the parent; `''` is the root. */
  parent: string;
  /** Its place among the parent's children. */
  index: number;
  position: [number, number, number];
  /** A unit quaternion. */
  rotation: [number, number, number, number];
  scale: [number, number, number];
  /** Of the shape: radius, width, height, depth. */
  parameters: Record<string, number>;
  /** Bits: 1 hidden, 2 locked; of the node itself. */
  flags: number;
  /** Id of what it is made of; null for the usual look of its shape. */
  material: string | null;
}

/** A person in the scene. */
export interface Peer {
  /** Unsigned 32 bits. */
  clientId: number;
  name: string;
  /** `#rrggbb`. */
  color: string;
  self: boolean;
  /** Ids of the nodes that this person has selected. */
  selection: string[];
}

/** How far this document and the server's agree. */
export interface SyncState {
  /** The server's state has arrived since the connection was opened. */
  synced: boolean;
  connected: boolean;
  /** Own updates that the server has not acknowledged. */
  pending: number;
}

/** The scene as a whole. */
export interface SceneInfo {
  name: string;
  /** Linear, 0 to 1. */
  background: [number, number, number];
  nodes: number;
}

/**
 * A handle of the gizmo: of an axis, of the plane of two, or of all; of the rings, the one of an axis, or `yz` for the one that faces
 * the screen.
 */
export type Handle = 'x' | 'y' | 'z' | 'yz' | 'xz' | 'xy' | 'all';

/** What the gizmo does; with `select` there is none. */
export type Tool =
  /** Nothing: the pointer selects, and no handles are in its way. */
  | 'select'
  | 'move'
  | 'rotate'
  | 'scale'
  /** Arrows and squares that move, rings around them, and a cube in the middle that scales all alike. */
  | 'combined';

/** Along which axes the gizmo works. */
export type ToolSpace = 'world' | 'local';

/** About what several nodes turn and scale. */
export type ToolPivot = 'middle' | 'origins';

/** What of the scene is shown: light, or one of the things it is made of. */
export type Output =
  | 'beauty'
  /** Base colour without light. */
  | 'albedo'
  /** World normal, each axis from -1 to 1 as 0 to 1. */
  | 'normal'
  /** Distance along the view, near white. */
  | 'depth'
  /** A colour for each object. */
  | 'id'
  /** Edges of triangles on shaded surfaces. */
  | 'wireframe'
  | 'roughness'
  | 'metallic'
  /** World position, repeating every metre. */
  | 'position';

/** What of the canvas is in the picture of the camera node that is looked through, in device pixels from the top left. */
export interface CameraFrame {
  /** Id of the camera. */
  node: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where the camera is, as it is drawn, and where it turns to. */
export interface CameraInfo {
  /** Around +Y, 0 looking along -Z. */
  yaw: number;
  /** Above the ground, at most a quarter turn. */
  pitch: number;
  /** What `yaw` eases to. */
  goalYaw: number;
  /** What `pitch` eases to. */
  goalPitch: number;
  /** From the eye to the target. */
  distance: number;
  target: [number, number, number];
  orthographic: boolean;
}

/** What happened to a node. */
export type ReplayChangeKind =
  | 'added'
  | 'changed'
  /** Another position, another parent or another place among its siblings. */
  | 'moved'
  | 'removed';

/** One thing that an entry of the log did, for a caption. */
export interface ReplayChange {
  /** Of the node; `''` is the scene itself. */
  id: string;
  /** Of the node when it was last there, or of the scene. */
  name: string;
  kind: ReplayChangeKind;
  /**
   * What changed: `position rotation scale name flags kind geometry`, the name of a parameter, `parent order`, `background`, or the key in the document; null for a node that came or went.
   */
  property: string | null;
}

/** How an image is drawn. */
export interface ImageOptions {
  /** By default `beauty`. */
  output?: Output | undefined;
  /** Whether grid, outlines and gizmo are in it. By default `true`. */
  overlays?: boolean | undefined;
  /**
   * Whether there is nothing behind the objects but the shadow on the ground: straight alpha, as PNG has it, and no overlays. By default `false`.
   */
  transparent?: boolean | undefined;
}

/** What a frame took on the CPU, in milliseconds. */
export interface FrameTimes {
  /** Camera, gizmo, outlines, and the world transforms of what changed. */
  scene: number;
  /** What changed, to the GPU. */
  upload: number;
  /** The passes and their submission. */
  encode: number;
}

/** What of the scene a frame drew. */
export interface DrawnStats {
  /** Objects in view. */
  visible: number;
  /** Of them, in the detail that they were drawn in. */
  triangles: number;
}

/** What the passes of a frame took on the GPU, in milliseconds; browsers may round to tenths. */
export interface PassTimes {
  /** What changed, and what is in view; 0 when it was not found out again. */
  update: number;
  /** 0 when the shadow map was not drawn again. */
  shadow: number;
  /** All objects and the gizmo. */
  scene: number;
  /** Grid, outlines and tone. */
  composite: number;
}

/** Counters of the renderer. */
export interface Stats {
  /** That drew something; frames in which nothing changed are not drawn and not counted. */
  frames: number;
  /** WebGPU calls so far. */
  gpuCalls: number;
  /** WebGPU calls of the last frame drawn. */
  gpuCallsLastFrame: number;
  /** Of the last frame drawn. */
  drawCalls: number;
  /** Written to buffers in the last frame drawn. */
  bytesLastFrame: number;
  /** In the scene, in view or not, without what is hidden. */
  objects: number;
  /** Bytes of the buffers and textures that there are; what the driver and the canvas take is not in it. */
  gpuMemory: number;
  /**
   * Pixels drawn for one of the canvas along each side, in the last frame drawn: 1; 0.5 while something moves, where the browser draws in software.
   */
  resolution: number;
  /** What the last frame drawn took, by phase. */
  cpu: FrameTimes;
  /** Of the last frame that was measured: the one drawn after statistics were asked for; null before there is one. */
  drawn: DrawnStats | null;
  /** Of the same frame; null also where the device cannot time passes. */
  gpu: PassTimes | null;
  /** Processor time of the last frame, in milliseconds. */
  cpuMs: number;
}

/** Stable codes of expected failures. */
export type ErrorCode =
  /** The browser has no WebGPU, or no adapter or device is to be had. */
  | 'NO_WEBGPU'
  /** The graphics device is gone and no other is to be had; make a new engine from {@link Engine.encodeState}. */
  | 'DEVICE_LOST'
  /** Bytes that are no update or message; nothing was changed. */
  | 'BAD_UPDATE'
  /** No node has this id (any more). */
  | 'UNKNOWN_NODE'
  /** The edit would break a rule of the scene, for example a node inside itself. */
  | 'INVALID_EDIT'
  /** More bytes at once than can cross, or a sequence that is not there, or a question about a replay that is not open. */
  | 'INVALID_ARGUMENT'
  /** The scene shown is a past one: close the replay to edit. Nothing was changed. */
  | 'READ_ONLY'
  /** The JavaScript engine cannot run WebAssembly GC with exceptions. */
  | 'NO_WASM_GC'
  /** The module could not be fetched or compiled; a later try may succeed. */
  | 'LOAD_FAILED'
  /** The instance was freed. */
  | 'FREED'
  /** An earlier trap left the instance unusable; make a new one. */
  | 'POISONED'
  /** A fault inside; the instance stays usable. The cause has the stack of Java. */
  | 'INTERNAL';

/** An expected failure. Mistakes of the caller are `TypeError`s instead. */
export class EngineError extends Error {
  /** @internal */
  constructor(code: ErrorCode, message: string, options?: { cause?: unknown });
  /** What failed; stable across versions. */
  readonly code: ErrorCode;
}

/**
 * What the engine tells the page, always after the call into the engine that caused it, so that a listener may call anything.
 */
export interface EngineListeners {
  /** One message of the y-websocket protocol, for the socket. The bytes are the listener's own. */
  onSend(message: Uint8Array): void;
  /** One update made here, for a local store. The bytes are the listener's own. */
  onLocalUpdate?(update: Uint8Array, edit: LocalEdit): void;
  /** Something changed, at most once per call into the engine; read again what you show. */
  onChange(topics: readonly Topic[]): void;
  /** The graphics device was lost or reported an error that nobody caught. */
  onDeviceError?(error: EngineError): void;
}

/**
 * The scene, its drawing, and everything a person does to it.
 *
 * Edits by id throw an `EngineError`, `UNKNOWN_NODE` or `INVALID_EDIT`; nothing was changed then. While a replay is
 * open every edit, undo and redo throw `READ_ONLY`.
 */
export class Engine {
  private constructor();

  /** Makes an engine that draws to a canvas, with the module loaded; fails with `NO_WEBGPU`, `NO_WASM_GC` or `LOAD_FAILED`. */
  static create(canvas: HTMLCanvasElement | OffscreenCanvas, listeners: EngineListeners): Promise<Engine>;

  /** The one call per frame: moves the camera, draws what changed, renews presence. Seconds since the last call. */
  renderFrame(dt: number): void;

  /** The canvas has a new size, in device pixels. */
  resize(width: number, height: number): void;

  /**
   * A button went down, 0 left, 1 middle, 2 right; `modifiers` is a bit mask: 1 shift, 2 control or command, 4 alt, 8 the space bar.
   * Says whether it took hold of a handle of the gizmo.
   */
  pointerDown(x: number, y: number, button: number, modifiers: number): boolean;

  /** The pointer moved; to (-1, -1) when it has left the canvas. `buttons` as `PointerEvent.buttons`. */
  pointerMove(x: number, y: number, buttons: number, modifiers: number): void;

  /** A button went up. */
  pointerUp(x: number, y: number, button: number, modifiers: number): void;

  /** The gesture under way ends without effect. */
  pointerCancel(): void;

  /** The wheel turned, or two fingers pinched: `deltaY` in pixels, positive = away from the scene. */
  wheel(x: number, y: number, deltaY: number, modifiers: number): void;

  /** The socket is open: the engine sends its state vector and its presence. */
  connectionOpened(): void;

  /** The socket is closed: others' presence is dropped. */
  connectionClosed(): void;

  /** One message from the socket; `BAD_UPDATE` when it is none, and nothing was changed. */
  receive(message: Uint8Array): void;

  /** One update from the local store, which the next handshake sends; `BAD_UPDATE` when it is none, and nothing was changed. */
  loadUpdate(update: Uint8Array): void;

  /** The whole document as one update. */
  encodeState(): Uint8Array;

  /** Renews presence while no frame is drawn, for example because the page is hidden. */
  keepAlive(): void;

  /** Who this is, for the others. `color` as `#rrggbb`. */
  setUser(name: string, color: string): void;

  /** Adds a shape in front of the camera, selects it and returns its id. */
  addPrimitive(primitive: Primitive): string;

  /** Adds an empty group, selects it and returns its id. */
  addGroup(): string;

  /** Adds a light above what the camera looks at, selects it and returns its id. */
  addLight(kind: LightKind): string;

  /** Adds a camera that sees what this person sees, selects it and returns its id. */
  addCamera(): string;

  /** Puts a camera, or any node, where this person looks from, with its -Z where they look. */
  placeAtView(id: string): void;

  /** Deletes what is selected, with everything inside. */
  deleteSelection(): void;

  /** Takes back this person's last step that still has an effect; others' changes stay. */
  undo(): void;

  /** Does again what was taken back last. */
  redo(): void;

  /** Whether there is a step to take back; topic `tool`. */
  canUndo(): boolean;

  /** Whether there is a step to do again; topic `tool`. */
  canRedo(): boolean;

  /** Names a node. */
  rename(id: string, name: string): void;

  /** Moves a node, relative to its parent. */
  setPosition(id: string, x: number, y: number, z: number): void;

  /** Turns a node, relative to its parent; unit quaternion. */
  setRotation(id: string, x: number, y: number, z: number, w: number): void;

  /** Scales a node, relative to its parent. */
  setScale(id: string, x: number, y: number, z: number): void;

  /** Sets a parameter of a shape: `radius`, `width`, `height` or `depth`. */
  setParameter(id: string, name: string, value: number): void;

  /** Sets the radius of a sphere. */
  setSphereRadius(id: string, radius: number): void;

  /** Sets the colour behind the scene, for everybody. */
  setBackground(r: number, g: number, b: number): void;

  /** Names the scene, for everybody. */
  setSceneName(name: string): void;

  /**
   * Puts nodes under another parent, before what is at `index` there without them; with `keepWorld` they stay where they are.
   */
  moveNodes(ids: readonly string[], parent: string, index: number, keepWorld: boolean): void;

  /**
   * Writes values of the document as they are, in one transaction. Which there are is in docs/SCENE_FORMAT.md; what is out of range is clamped by
   * whoever reads it.
   *
   * @param edits JSON, a list of {node, set}, {material, set}, which adds it if it is not there, and {node, parent, index, set}
   * for a new node; `set` has the values by key, `null` takes one away
   */
  write(edits: string): void;

  /**
   * Nodes with all below them, all without ids, parents first, as JSON: a list of {node, parent, set}, see {@link Engine.write}.
   */
  read(ids: readonly string[]): string;

  /** The materials of the scene as JSON: their values by id; topic `node`. */
  materials(): string;

  /** Edits up to {@link Engine.endStep} are one step of undo; the one before, too, if it has the same key and was just now. */
  beginStep(key: string): void;

  /** Ends what {@link Engine.beginStep} began. */
  endStep(): void;

  /** Selects a node, adds it to the selection, or takes it out again. */
  select(id: string, mode: SelectMode): void;

  /** Selects these and nothing else; ids that are not there are left out. */
  setSelection(ids: readonly string[]): void;

  /** Selects nothing. */
  clearSelection(): void;

  /** Moves the camera to show what is selected, or everything. */
  frameSelection(): void;

  /** How many rows the tree has, given what is expanded. */
  treeRowCount(): number;

  /** Rows `first` to `first + count - 1` of the tree, fewer at its end. */
  treeRows(first: number, count: number): TreeRow[];

  /** Opens or closes a row. */
  setExpanded(id: string, expanded: boolean): void;

  /** Opens or closes all rows. */
  expandAll(expanded: boolean): void;

  /** Shows only what matches, with all above it: words of the name, `type:sph`, `is:hidden`, `is:locked`; "" shows all. */
  filterTree(query: string): void;

  /** As {@link Engine.filterTree}, but of what matches only these nodes. */
  filterTreeAmong(ids: readonly string[], query: string): void;

  /** Opens the rows around a node and returns the index of its own; -1 when there is none. */
  revealInTree(id: string): number;

  /** A node, or `null` when there is none with this id. */
  node(id: string): NodeInfo | null;

  /** Ids of the selected nodes, in the order of their selection. */
  selection(): string[];

  /** Everybody in the scene, this page included. */
  peers(): Peer[];

  /** How far this document and the server's agree. */
  syncState(): SyncState;

  /** Name, background and size of the scene. */
  sceneInfo(): SceneInfo;

  /** Where a node's origin is on the canvas, in device pixels; `null` when it is behind the camera or unknown. */
  screenPosition(id: string): [number, number] | null;

  /** Where a handle of the gizmo can be grabbed, in device pixels; `null` when there is no gizmo. */
  gizmoHandle(handle: Handle): [number, number] | null;

  /** Changes what the gizmo does, `move` at first; a drag by it is aborted. Topic `tool`. */
  setTool(tool: Tool): void;

  /** Whether the gizmo's axes are those of the world or of the node selected first; scaling is always along the nodes' own. */
  setToolSpace(space: ToolSpace): void;

  /** Whether several nodes turn and scale about their common middle or each about its own origin. */
  setToolPivot(pivot: ToolPivot): void;

  /** Whether drags snap (0.1 m, 15 degrees, 0.1) without Ctrl; Shift is the other way round. */
  setSnapping(snapping: boolean): void;

  /** Whether what the pointer is over is outlined; off at first. */
  setHoverOutline(hover: boolean): void;

  /** What the canvas shows of the scene. */
  setOutput(output: Output): void;

  /** Without perspective, or with it; what is at the target keeps its size. */
  setOrthographic(orthographic: boolean): void;

  /** Eases the camera to a direction, the short way: (0, 0) is the front, (π/2, 0) the right, (0, π/2) the top. */
  viewFrom(yaw: number, pitch: number): void;

  /** Looks from where another person looks until this one moves the camera or that one leaves; 0 is nobody. Topic `peers`. */
  follow(clientId: number): void;

  /** Whom this person follows; 0 is nobody. */
  followed(): number;

  /**
   * Looks through a camera node, wherever it goes, until this person moves the camera; an id that is no camera's ends it, too.
   */
  lookThrough(camera: string): void;

  /** What of the canvas is in the picture of the camera that is looked through; `null` while none is. Topic `camera`. */
  cameraFrame(): CameraFrame | null;

  /** Shows nothing of what the others select and point at, or shows it again; what they edit and drag is shown always. */
  setQuiet(quiet: boolean): void;

  /** Draws these nodes with all below them no longer, for this person alone, and all others again. */
  hideHere(ids: readonly string[]): void;

  /** Draws a fading trail with what the pointer is over, for everybody in the scene, or no longer. */
  setLaser(laser: boolean): void;

  /** Where the names of the others belong who point at something in view; topic `cursors`. */
  cursors(): [number, number, number][];

  /** Flies until told otherwise, each way from -1 to 1 (to 4 in a hurry); all 0 stops. */
  fly(right: number, up: number, forward: number): void;

  /** The camera; topic `camera` says when it is another. */
  camera(): CameraInfo;

  /**
   * Opens the replay; topic `replay`. What is seen stands still, as it is now, until the first {@link Engine.seekReplay}, and is
   * read-only: edits, undo and redo throw `READ_ONLY`, `canUndo` and `canRedo` are false, there is no gizmo, a gesture under way ends
   * without effect. Tree, `node`, `sceneInfo`, picking, selection and camera are those of the scene shown.
   *
   * The live document goes on underneath: `receive`, `loadUpdate`, `encodeState`, `stateHash`, `syncState` and `peers` are about it.
   * The others see this person with nothing selected. Nothing happens if a replay is open.
   */
  openReplay(): void;

  /**
   * Adds entries of the scene's log, in order, the first of them entry `replayEnd() + 1`; topic `replay`. Costs no more than copying:
   * entries are read frame by frame, see {@link Engine.replayReady}.
   *
   * @param updates the entries' bytes (Yjs updates, v1), each preceded by its length as 4 bytes, little-endian
   * @throws EngineError `BAD_UPDATE` when a length does not fit, nothing was added then; `INVALID_ARGUMENT` when no replay is open. An
   * entry that is no update is kept as one without effect.
   */
  appendReplay(updates: Uint8Array): void;

  /** The last sequence that can be shown; 0 before the first entry, or when no replay is open. */
  replayEnd(): number;

  /**
   * How far the log was read. `renderFrame` reads on, a few milliseconds each time, and topic `replay` tells of it, until this is
   * `replayEnd()`. Seeking up to here is quick, whichever way; seeking beyond reads what is missing at once.
   */
  replayReady(): number;

  /** The sequence shown; -1 when the live scene is shown, and until the first seek. */
  replayPosition(): number;

  /**
   * Shows the scene as it was after an entry; 0 is the empty scene. Applied at once, drawn with the next frame; topic `replay`.
   * `INVALID_ARGUMENT` beyond `replayEnd()`, or when no replay is open.
   */
  seekReplay(sequence: number): void;

  /** What the entry did that led to what is shown, at most 1,000 things; empty at sequence 0 and when no replay is open. */
  replayChanges(): ReplayChange[];

  /**
   * SHA-256 of the document at the sequence shown, as {@link Engine.stateHash}. May take long far away from where the last one was asked.
   * `INVALID_ARGUMENT` before the first seek, or when no replay is open.
   */
  replayStateHash(): string;

  /**
   * Makes the live document equal to the one shown, as one step of this person that `undo` takes back, and closes the replay. Writes
   * only what differs. What others do meanwhile is merged, as with any edit.
   *
   * @returns whether anything was different
   * @throws EngineError `INVALID_ARGUMENT` before the first seek, or when no replay is open; `INVALID_EDIT` for a scene of a newer version
   */
  restoreReplay(): boolean;

  /**
   * Back to the live scene, to the nodes selected before that are still there, if a replay is open; topic `replay`. The entries are dropped.
   */
  closeReplay(): void;

  /**
   * Outlines these nodes for some time, in place of those it outlined before, in `#rrggbb`; only while a replay is open. Ids that are
   * not there do no harm.
   */
  flash(ids: readonly string[], color: string, seconds: number): void;

  /** SHA-256 of the document's meaning, 64 hexadecimal digits: equal for all who have the same edits. */
  stateHash(): string;

  /** Draws the scene off screen: RGBA, 8 bits each, the top row first. */
  renderImage(width: number, height: number, options?: ImageOptions): Promise<Uint8Array>;

  /** Counters of the renderer. */
  stats(): Stats;

  /** Gives back everything the engine holds. Further calls throw `FREED`; a second `free` does nothing. */
  free(): void;
}
