import type { Engine } from '../engine/EngineHost';
import type { EditorSession } from './EditorSession';

declare global {
  interface Window {
    /** The engine of this page, only with `?debug` in the address: for tests and for the curious. */
    diorama?: { readonly engine: Engine | null; readonly room: string };
  }
}

/** With `?debug` in the address, the console reaches the engine as `diorama.engine`. */
export function exposeForDebugging(session: EditorSession): void {
  if (new URLSearchParams(location.search).has('debug')) {
    window.diorama = {
      get engine() {
        return session.engine;
      },
      room: session.room,
    };
  }
}
