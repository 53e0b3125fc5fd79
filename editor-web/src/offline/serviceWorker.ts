// Runs beside the page in a thread of its own: answers for the server with the page's own files when that is gone.
import { type Shell, ShellCache } from './ShellCache';

/** The part of a service worker's world that is used here; the page's library of types does not have it. */
interface WorkerScope extends EventTarget {
  /** Written before this script by the build. */
  readonly SHELL: Shell;
  readonly clients: { claim(): Promise<void> };
}

interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface RequestEvent extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const scope = globalThis as unknown as WorkerScope;
const shell = new ShellCache(scope.SHELL, location.origin, caches, (request, options) => fetch(request, options));

scope.addEventListener('install', (event) => (event as LifeEvent).waitUntil(shell.install()));
scope.addEventListener('activate', (event) =>
  (event as LifeEvent).waitUntil(shell.activate().then(() => scope.clients.claim())),
);
scope.addEventListener('fetch', (event) => {
  const { request } = event as RequestEvent;
  const answer = shell.answer(request);
  if (answer !== null) {
    (event as RequestEvent).respondWith(answer);
  }
});
