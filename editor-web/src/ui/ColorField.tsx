import { useState } from 'react';
import { t } from '../i18n/i18n';
import { fromHex, type LinearColor, toHex } from './color';

interface ColorFieldProps {
  name: string;
  /** `null` where several objects have several colours. */
  value: LinearColor | null;
  presets: readonly { name: string; hex: string }[];
  onChange: (color: [number, number, number]) => void;
}

/** A colour: a few good ones at hand, the system's picker behind the well, and its code to type. */
export function ColorField({ name, value, presets, onChange }: ColorFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const hex = value === null ? null : toHex(value);

  function commit(text: string): void {
    setDraft(null);
    const color = fromHex(text);
    if (color !== null && toHex(color) !== hex) {
      onChange(color);
    }
  }

  return (
    <div className="color-field">
      <div className="color-well">
        <input
          type="color"
          aria-label={name}
          value={hex ?? '#808080'}
          data-several={hex === null}
          onChange={(event) => commit(event.target.value)}
        />
        <input
          className="text-field"
          type="text"
          aria-label={t('{name}, hexadecimal', { name })}
          spellCheck={false}
          value={draft ?? hex?.toUpperCase() ?? ''}
          placeholder={hex === null ? '—' : undefined}
          onChange={(event) => setDraft(event.target.value)}
          onFocus={(event) => event.target.select()}
          onBlur={(event) => commit(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              commit(event.currentTarget.value);
            }
          }}
        />
      </div>
      <div className="swatches">
        {presets.map((preset) => (
          <button
            key={preset.hex}
            type="button"
            className="swatch"
            style={{ background: preset.hex }}
            aria-label={preset.name}
            aria-pressed={preset.hex === hex}
            data-tip={preset.name}
            onClick={() => commit(preset.hex)}
          />
        ))}
      </div>
    </div>
  );
}
