import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from 'react';
import type { Engine, Topic } from '../engine/EngineHost';
import type { Command } from './command';
import type { EditorSession } from './EditorSession';
import { preset, singleKeys } from './preferences';
import { keysOf } from './shortcuts';
import { useSignal } from './signal';

export type { Engine, NodeInfo, Peer, Primitive, SceneInfo, SyncState, TreeRow } from '../engine/EngineHost';
export type { EngineFailure } from '../engine/failure';
export { useSignal } from './signal';
export type { EditorSession };

export const SessionContext = createContext<EditorSession | null>(null);

export function useSession(): EditorSession {
  const session = useContext(SessionContext);
  if (session === null) {
    throw new Error('no session above this component');
  }
  return session;
}

/**
 * What `read` finds in the engine; read again when one of the topics changes or `read` does.
 *
 * @param topics must be the same array each time: a constant of the module
 * @param read must be stable (`useCallback` or a function of the module)
 * @param otherwise while there is no engine
 */
export function useEngine<T>(topics: readonly Topic[], read: (engine: Engine) => T, otherwise: T): T {
  const session = useSession();
  const subscribe = useCallback(
    (listener: () => void) => session.topics.subscribe(topics, listener),
    [session, topics],
  );
  const versions = useCallback(
    () => topics.reduce((sum, topic) => sum + session.topics.version(topic), 0),
    [session, topics],
  );
  const version = useSyncExternalStore(subscribe, versions);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for what the engine holds
  return useMemo(() => (session.engine === null ? otherwise : read(session.engine)), [session, version, read]);
}

/** The keys of commands, as they are chosen now. */
export function useShortcuts(): (command: Pick<Command, 'id' | 'keys'>) => readonly string[] {
  useSignal(preset);
  useSignal(singleKeys);
  return keysOf;
}
