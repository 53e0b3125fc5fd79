import { useRef } from 'react';
import { nameOf } from '../../replay/captions';
import type { ReplayController } from '../../replay/ReplayController';
import { useSession } from '../../state/hooks';
import { usePaint } from './usePaint';

/** How long a ring is seen, in milliseconds; as in the style sheet. */
const SHOWN_MILLIS = 900;
/** A step that changes more marks so many of them. */
const MOST = 12;

/** Rings in the author's colour around what the step shown has changed. */
export function Pings({ replay }: { replay: ReplayController }) {
  const session = useSession();
  const place = useRef<HTMLDivElement>(null);
  usePaint([replay.step], () => {
    const step = replay.step.get();
    const { engine } = session;
    const canvas = document.getElementById('viewport');
    const holder = place.current;
    if (step === null || engine === null || holder === null || !(canvas instanceof HTMLCanvasElement)) {
      return;
    }
    const scale = canvas.clientWidth / Math.max(1, canvas.width);
    const stage = holder.getBoundingClientRect();
    const ids = [...new Set(step.changes.filter((change) => change.kind !== 'removed').map((change) => change.id))];
    ids.slice(0, MOST).forEach((id, index) => {
      const at = engine.screenPosition(id);
      if (at === null) {
        return;
      }
      const ring = document.createElement('span');
      ring.className = 'ping';
      ring.style.left = `${at[0] * scale - stage.left}px`;
      ring.style.top = `${at[1] * scale - stage.top}px`;
      ring.style.setProperty('--person', step.author?.color || 'var(--past)');
      if (index === 0) {
        const name = document.createElement('span');
        name.className = 'ping-name';
        name.textContent = nameOf(step.author);
        ring.append(name);
      }
      holder.append(ring);
      setTimeout(() => ring.remove(), SHOWN_MILLIS);
    });
  });
  return <div ref={place} className="pings" aria-hidden="true" />;
}
