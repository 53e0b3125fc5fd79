// The contender in AssemblyScript: says back what it is told, as bindgen-tests' Probe does in Java.
let lastWords: string = '';
let lastBytes: Uint8Array = new Uint8Array(0);

export function whole(value: i32): i32 {
  return value;
}

export function text(value: string): string {
  lastWords = value;
  return value;
}

export function lastText(): string {
  return lastWords;
}

export function bytes(value: Uint8Array): Uint8Array {
  return value;
}

export function keep(value: Uint8Array): i32 {
  lastBytes = value;
  return value.length;
}

export function kept(): Uint8Array {
  return lastBytes;
}
