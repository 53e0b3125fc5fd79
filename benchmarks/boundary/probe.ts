// The contender in AssemblyScript: says back what it is told, as bindgen-tests' Probe does in Java.
export function whole(value: i32): i32 {
  return value;
}

export function text(value: string): string {
  return value;
}

export function bytes(value: Uint8Array): Uint8Array {
  return value;
}
