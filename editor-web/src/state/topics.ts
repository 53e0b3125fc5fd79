import type { Topic } from '../engine/EngineHost';

/**
 * What has changed in the engine, counted per topic.
 *
 * The engine says that something changed, not what it is now: panels that show it pull it again. Marks are collected and handed on
 * once per frame at most, so that a thousand remote updates cost one refresh.
 */
export class Topics {
  readonly #versions = new Map<Topic, number>();
  readonly #listeners = new Map<Topic, Set<() => void>>();
  readonly #marked = new Set<Topic>();

  mark(topics: readonly Topic[]): void {
    for (const topic of topics) {
      this.#marked.add(topic);
    }
  }

  /** Tells the listeners of what was marked; each once. */
  flush(): void {
    if (this.#marked.size === 0) {
      return;
    }
    const told = new Set<() => void>();
    for (const topic of this.#marked) {
      this.#versions.set(topic, this.version(topic) + 1);
      for (const listener of this.#listeners.get(topic) ?? []) {
        told.add(listener);
      }
    }
    this.#marked.clear();
    for (const listener of told) {
      listener();
    }
  }

  version(topic: Topic): number {
    return this.#versions.get(topic) ?? 0;
  }

  subscribe(topics: readonly Topic[], listener: () => void): () => void {
    for (const topic of topics) {
      let listeners = this.#listeners.get(topic);
      if (listeners === undefined) {
        listeners = new Set();
        this.#listeners.set(topic, listeners);
      }
      listeners.add(listener);
    }
    return () => {
      for (const topic of topics) {
        this.#listeners.get(topic)?.delete(listener);
      }
    };
  }
}
