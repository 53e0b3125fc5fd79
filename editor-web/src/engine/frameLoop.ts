/** The longest step that a frame is told of, in seconds: after a pause the camera must not leap. */
const LONGEST_STEP = 0.1;

/** Calls `frame` once per animation frame with the seconds since the last one. Returns what stops it. */
export function startFrames(frame: (dt: number) => void): () => void {
  let last: number | null = null;
  let next = requestAnimationFrame(step);

  function step(now: number): void {
    next = requestAnimationFrame(step);
    const dt = last === null ? 0 : Math.min(LONGEST_STEP, (now - last) / 1000);
    last = now;
    frame(dt);
  }

  return () => cancelAnimationFrame(next);
}
