declare module '*/browserCorpus.mjs' {
  export function playInBrowser(page: import('playwright-core').Page): Promise<number>;
}
