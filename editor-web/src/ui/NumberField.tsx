import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { t } from '../i18n/i18n';
import { evaluate, format, isRelative, type Quantity } from './arithmetic';

/** What a field counts in, other than the quantity's own unit. */
export interface Unit {
  readonly suffix: string;
  /** So many of the quantity's own unit: 0.01 for centimetres. */
  readonly per: number;
  readonly digits: number;
}

interface NumberFieldProps {
  /** What the label shows: an axis letter or a word. */
  label: string;
  /** Read aloud instead of the label, for example "Position X". */
  name: string;
  /** `null` where several objects have several values. */
  value: number | null;
  /**
   * @param value the new value; `null` where it depends on the old one and that is not the same everywhere
   * @param from makes the new value of an old one
   */
  onChange: (value: number | null, from: (old: number) => number) => void;
  quantity?: Quantity;
  /** Values in and out stay in the quantity's own unit, as do bounds; what is shown, typed and stepped is in this one. */
  unit?: Unit | undefined;
  /** What one arrow key or eight pixels of scrubbing add. */
  step?: number;
  min?: number;
  max?: number;
  digits?: number;
  suffix?: string;
  /** CSS colour of the label. */
  tint?: string;
}

/** Pixels of scrubbing for one step. */
const PIXELS_PER_STEP = 8;

/** A number to type, to work out (`1.5*2`), to step with the arrow keys, or to scrub by dragging its label. */
export function NumberField(props: NumberFieldProps) {
  const { label, name, onChange, quantity = 'plain', unit, step = 0.1, min, max, suffix = unit?.suffix, tint } = props;
  const { digits = unit?.digits ?? 3 } = props;
  const per = unit?.per ?? 1;
  const value = props.value === null ? null : props.value / per;
  const [draft, setDraft] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const scrub = useRef<{ start: number; x: number; moved: boolean } | null>(null);

  /** What is shown, in the quantity's own unit and within its bounds. */
  function bounded(shown: number): number {
    const next = shown * per;
    return Math.min(max ?? next, Math.max(min ?? next, next));
  }

  /** All objects get this value. */
  function change(shown: number): void {
    const next = bounded(shown);
    if (next !== props.value) {
      onChange(next, () => next);
    }
  }

  /** Each object gets what comes of its own value. */
  function changeFrom(from: (old: number) => number): void {
    if (value === null) {
      onChange(null, (old) => bounded(from(old / per)));
    } else {
      change(from(value));
    }
  }

  function commit(): void {
    if (draft === null) {
      return;
    }
    const typed = draft;
    setDraft(null);
    if (evaluate(typed, value ?? 0, quantity, per) === null || (value !== null && typed === format(value, digits))) {
      return;
    }
    if (isRelative(typed)) {
      changeFrom((old) => evaluate(typed, old, quantity, per) ?? old);
    } else {
      change(evaluate(typed, 0, quantity, per) ?? 0);
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Enter') {
      commit();
      input.current?.select();
    } else if (event.key === 'Escape') {
      setDraft(null);
      event.stopPropagation();
      requestAnimationFrame(() => input.current?.blur());
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      const typed = draft === null || value === null ? null : evaluate(draft, value, quantity, per);
      const more = (event.key === 'ArrowUp' ? 1 : -1) * step * factor(event);
      setDraft(null);
      changeFrom((old) => rounded((typed ?? old) + more));
    }
  }

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0 || value === null || input.current?.matches(':disabled') === true) {
      return;
    }
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    scrub.current = { start: value, x: event.clientX, moved: false };
  }

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const grip = scrub.current;
    if (grip === null) {
      return;
    }
    const steps = Math.trunc((event.clientX - grip.x) / PIXELS_PER_STEP);
    if (steps === 0 && !grip.moved) {
      return;
    }
    grip.moved = true;
    change(rounded(grip.start + steps * step * factor(event)));
  }

  function onPointerUp(): void {
    const grip = scrub.current;
    scrub.current = null;
    if (grip !== null && !grip.moved) {
      input.current?.focus();
    }
  }

  return (
    <div className="number-field" style={tint === undefined ? undefined : ({ '--tint': tint } as CSSProperties)}>
      <span
        className="number-field-label"
        title={t('{name}: drag to change', { name })}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onLostPointerCapture={() => {
          scrub.current = null;
        }}
      >
        {label}
      </span>
      <input
        ref={input}
        type="text"
        inputMode="decimal"
        spellCheck={false}
        autoComplete="off"
        aria-label={name}
        value={draft ?? (value === null ? '' : format(value, digits))}
        placeholder={value === null ? '—' : undefined}
        onChange={(event) => setDraft(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      {suffix !== undefined && suffix !== '' && draft === null && value !== null && (
        <span className="number-field-suffix">{suffix}</span>
      )}
    </div>
  );
}

function factor(modifiers: { shiftKey: boolean; altKey: boolean }): number {
  if (modifiers.shiftKey) {
    return 10;
  }
  return modifiers.altKey ? 0.1 : 1;
}

/** Takes away what adding 0.1 ten times leaves behind. */
function rounded(value: number): number {
  return Number(value.toFixed(6));
}
