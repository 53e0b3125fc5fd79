declare module '*/stateHash.mjs' {
  export function stateHash(doc: import('yjs').Doc): string;
}
