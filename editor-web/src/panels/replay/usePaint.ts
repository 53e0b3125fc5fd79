import { useEffect, useRef } from 'react';

interface Changing {
  subscribe(listener: () => void): () => void;
}

/** Runs `paint` now and whenever one of the signals changes, outside of React's rendering. */
export function usePaint(signals: readonly Changing[], paint: () => void): void {
  const latest = useRef(paint);
  latest.current = paint;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signals of one replay stay the same
  useEffect(() => {
    const run = (): void => latest.current();
    run();
    const stops = signals.map((signal) => signal.subscribe(run));
    return () => {
      for (const stop of stops) {
        stop();
      }
    };
  }, []);
}
