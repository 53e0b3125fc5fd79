import { EngineError, type ErrorCode } from '@diorama/engine';

export type { EngineError };

/** Why there is no picture, in the terms that a person can act upon. */
export type FailureKind = 'insecure' | 'no-webgpu' | 'no-wasm-gc' | 'load-failed' | 'device-lost' | 'crashed';

export interface EngineFailure {
  readonly kind: FailureKind;
  /** The technical message, for a report. */
  readonly detail: string;
}

const KINDS: Partial<Record<ErrorCode, FailureKind>> = {
  NO_WEBGPU: 'no-webgpu',
  NO_WASM_GC: 'no-wasm-gc',
  LOAD_FAILED: 'load-failed',
  DEVICE_LOST: 'device-lost',
};

/** What a thrown value means for the viewport as a whole. */
export function failureOf(error: unknown): EngineFailure {
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const kind = (error instanceof EngineError ? KINDS[error.code] : undefined) ?? 'crashed';
  // Plain http away from localhost hides WebGPU: then that is what can be changed.
  return { kind: kind === 'no-webgpu' && !globalThis.isSecureContext ? 'insecure' : kind, detail };
}

/** Whether an edit was merely refused, for example because somebody else deleted the node a moment ago. */
export function isRefusal(error: unknown): error is EngineError {
  return (
    error instanceof EngineError &&
    (error.code === 'UNKNOWN_NODE' ||
      error.code === 'INVALID_EDIT' ||
      error.code === 'INVALID_ARGUMENT' ||
      error.code === 'READ_ONLY')
  );
}

/** Whether bytes from outside were refused; the engine is unharmed. */
export function isBadUpdate(error: unknown): error is EngineError {
  return error instanceof EngineError && error.code === 'BAD_UPDATE';
}
