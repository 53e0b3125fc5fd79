import { Signal } from './signal';

/** A signal that outlives the page in `localStorage`. Where that is blocked it lives as long as the page. */
export function stored<T>(name: string, initial: T, valid: (value: unknown) => value is T): Signal<T> {
  const key = `diorama.${name}`;
  const signal = new Signal<T>(read(key, valid) ?? initial);
  const write = (): void => {
    try {
      localStorage.setItem(key, JSON.stringify(signal.get()));
    } catch {
      // Storage is blocked or full: the choice holds until the page is closed.
    }
  };
  signal.subscribe(write);
  write();
  return signal;
}

function read<T>(key: string, valid: (value: unknown) => value is T): T | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return valid(value) ? value : null;
  } catch {
    return null;
  }
}
