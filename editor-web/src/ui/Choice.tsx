import { useId } from 'react';

interface ChoiceProps<T extends string> {
  label: string;
  /** Empty, where several things have several. */
  value: T | '';
  options: readonly { readonly id: T; readonly label: string }[];
  onChoose: (id: T) => void;
}

/** One of a few, side by side; the arrow keys go from one to the next. */
export function Choice<T extends string>({ label, value, options, onChoose }: ChoiceProps<T>) {
  const name = useId();
  return (
    <div className="choice" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.id} className="choice-option">
          <input type="radio" name={name} checked={option.id === value} onChange={() => onChoose(option.id)} />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}

interface SwitchProps {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

/** Something that is on or off. */
export function Switch({ label, on, onChange }: SwitchProps) {
  return (
    <span className="switch">
      <input
        type="checkbox"
        role="switch"
        aria-label={label}
        checked={on}
        aria-checked={on}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className="switch-knob" />
    </span>
  );
}
