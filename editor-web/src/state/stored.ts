import { Signal } from './signal';

type Kept = 'localStorage' | 'sessionStorage';

/**
 * A signal that outlives the page in `localStorage`. Where that is blocked it lives as long as the page.
 *
 * @param everywhere whether what is set in one tab holds in the others that are open at once
 */
export function stored<T>(
  name: string,
  initial: T,
  valid: (value: unknown) => value is T,
  everywhere = false,
): Signal<T> {
  const key = keyOf(name);
  const signal = new Signal<T>(read('localStorage', key, valid) ?? initial);
  const keep = (): void => write('localStorage', key, signal.get());
  signal.subscribe(keep);
  keep();
  if (everywhere) {
    globalThis.addEventListener?.('storage', (event) => {
      if (event.key === key) {
        signal.set(read('localStorage', key, valid) ?? signal.get());
      }
    });
  }
  return signal;
}

/**
 * A signal that each tab has a value of its own for, kept in `sessionStorage`, until somebody sets it: what was chosen is kept in
 * `localStorage` and holds in every tab, those that are open included.
 */
export function chosen<T>(name: string, byChance: () => T, valid: (value: unknown) => value is T): Signal<T> {
  const key = keyOf(name);
  const choice = read('localStorage', key, valid);
  const signal = new Signal<T>(choice ?? read('sessionStorage', key, valid) ?? byChance());
  if (choice === null) {
    write('sessionStorage', key, signal.get());
  }
  let fromElsewhere: T | null = null;
  signal.subscribe(() => {
    if (signal.get() !== fromElsewhere) {
      write('localStorage', key, signal.get());
    }
  });
  globalThis.addEventListener?.('storage', (event) => {
    if (event.key === key) {
      fromElsewhere = read('localStorage', key, valid);
      signal.set(fromElsewhere ?? signal.get());
    }
  });
  return signal;
}

function keyOf(name: string): string {
  return `diorama.${name}`;
}

function write(storage: Kept, key: string, value: unknown): void {
  try {
    globalThis[storage].setItem(key, JSON.stringify(value));
  } catch {
    // Storage is blocked or full: the choice holds until the page is closed.
  }
}

function read<T>(storage: Kept, key: string, valid: (value: unknown) => value is T): T | null {
  try {
    const value: unknown = JSON.parse(globalThis[storage].getItem(key) ?? 'null');
    return valid(value) ? value : null;
  } catch {
    return null;
  }
}
