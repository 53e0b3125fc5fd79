/** Lets the page be opened without its server from the next visit on, where the browser can. */
export function keepPage(): void {
  if ('serviceWorker' in navigator) {
    window.addEventListener('load', () => {
      navigator.serviceWorker.register('/service-worker.js').catch((error: unknown) => {
        console.warn('the page is not kept', error);
      });
    });
  }
}
