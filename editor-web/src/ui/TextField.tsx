import { type KeyboardEvent, useRef, useState } from 'react';

interface TextFieldProps {
  name: string;
  value: string;
  onCommit: (value: string) => void;
  /** Called after the field was left, with or without a change. */
  onDone?: () => void;
  autoFocus?: boolean;
  maxLength?: number;
  className?: string;
  disabled?: boolean;
}

/** One line of text. Enter and leaving commit it, Escape takes it back; an empty text is never committed. */
export function TextField({
  name,
  value,
  onCommit,
  onDone,
  autoFocus,
  maxLength = 120,
  className,
  disabled,
}: TextFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const reverted = useRef(false);

  function leave(): void {
    const text = draft?.trim() ?? '';
    if (!reverted.current && text !== '' && text !== value) {
      onCommit(text);
    }
    reverted.current = false;
    setDraft(null);
    onDone?.();
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    event.stopPropagation();
    if (event.key === 'Enter') {
      event.currentTarget.blur();
    } else if (event.key === 'Escape') {
      reverted.current = true;
      event.currentTarget.blur();
    }
  }

  return (
    <input
      className={`text-field ${className ?? ''}`}
      type="text"
      spellCheck={false}
      autoComplete="off"
      aria-label={name}
      maxLength={maxLength}
      disabled={disabled}
      ref={(element) => {
        if (autoFocus === true && element !== null && document.activeElement !== element && draft === null) {
          element.focus();
          element.select();
        }
      }}
      value={draft ?? value}
      onChange={(event) => setDraft(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={leave}
      onKeyDown={onKeyDown}
    />
  );
}
