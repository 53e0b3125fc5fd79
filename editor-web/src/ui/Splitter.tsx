import { type KeyboardEvent, type PointerEvent, useRef } from 'react';

interface SplitterProps {
  label: string;
  /** Which side of it the panel lies on that it sizes. */
  side: 'left' | 'right' | 'bottom';
  /** Across the edge: the height of a panel at the bottom. */
  width: number;
  min: number;
  max: number;
  onResize: (width: number) => void;
}

/** The edge of a panel, to drag or to move with the arrow keys. */
export function Splitter({ label, side, width, min, max, onResize }: SplitterProps) {
  const grip = useRef<{ at: number; width: number } | null>(null);
  const direction = side === 'left' ? 1 : -1;
  const place = (event: PointerEvent): number => (side === 'bottom' ? event.clientY : event.clientX);
  const [more, less] = side === 'bottom' ? ['ArrowDown', 'ArrowUp'] : ['ArrowRight', 'ArrowLeft'];

  function resize(next: number): void {
    onResize(Math.round(Math.min(max, Math.max(min, next))));
  }

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { at: place(event), width };
  }

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    if (grip.current !== null) {
      resize(grip.current.width + direction * (place(event) - grip.current.at));
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const steps = event.key === more ? 1 : event.key === less ? -1 : 0;
    if (steps !== 0) {
      event.stopPropagation();
      resize(width + direction * steps * 8);
    }
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> can neither be focused nor dragged
    <div
      className={`splitter splitter-${side}`}
      role="separator"
      aria-orientation={side === 'bottom' ? 'horizontal' : 'vertical'}
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onLostPointerCapture={() => {
        grip.current = null;
      }}
      onKeyDown={onKeyDown}
    />
  );
}
