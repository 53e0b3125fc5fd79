import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { t } from '../i18n/i18n';
import { COMMANDS, type Command, paletteOpen, runCommand } from '../state/commands';
import { useSession, useSignal } from '../state/hooks';
import { keysOf } from '../state/shortcuts';
import { fuzzyScore } from '../ui/fuzzy';
import { Icon } from '../ui/Icon';
import { shownKey } from '../ui/keys';
import { Dialog } from '../ui/Sheet';

/** All commands in one list, found by typing some letters of their names. */
export function CommandPalette() {
  return (
    <Dialog
      open={useSignal(paletteOpen)}
      onChange={(open) => paletteOpen.set(open)}
      label={t('All commands')}
      className="palette"
    >
      <Search />
    </Dialog>
  );
}

function Search() {
  const session = useSession();
  const list = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = useMemo(() => search(COMMANDS, typed), [typed]);
  const usable = found.filter((candidate) => candidate.when?.(session) !== false);
  const current = usable[Math.min(at, usable.length - 1)];

  function run(chosen: Command): void {
    paletteOpen.set(false);
    runCommand(session, chosen);
  }

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    if (step !== undefined) {
      const wraps = Math.abs(step) === 1;
      const next = Math.min(at, usable.length - 1) + step;
      setAt(wraps ? (next + usable.length) % Math.max(1, usable.length) : clamp(next, usable.length));
    } else if (event.key === 'Enter' && current !== undefined) {
      run(current);
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      paletteOpen.set(false);
    } else {
      return;
    }
    event.preventDefault();
  }

  return (
    <div className="palette-body">
      <div className="palette-field">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-label={t('Search commands')}
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={current === undefined ? undefined : `${list}-${current.id}`}
          placeholder={t('Search commands')}
          autoComplete="off"
          spellCheck={false}
          ref={(element) => element?.focus()}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="palette-list scroll" id={list} role="listbox" aria-label={t('Commands')}>
        {usable.length === 0 && <p className="palette-none">{t('No command has these letters.')}</p>}
        {usable.map((candidate) => (
          <Entry
            key={candidate.id}
            id={`${list}-${candidate.id}`}
            entry={candidate}
            current={candidate === current}
            checked={candidate.checked?.(session)}
            onPoint={() => setAt(usable.indexOf(candidate))}
            onRun={() => run(candidate)}
          />
        ))}
      </div>
    </div>
  );
}

interface EntryProps {
  id: string;
  entry: Command;
  current: boolean;
  checked: boolean | undefined;
  onPoint: () => void;
  onRun: () => void;
}

function Entry({ id, entry, current, checked, onPoint, onRun }: EntryProps) {
  const row = useRef<HTMLDivElement>(null);
  const [shortcut] = keysOf(entry);
  useEffect(() => {
    if (current) {
      row.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [current]);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field holds the focus and points here by aria-activedescendant
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={current}
      className={current ? 'palette-entry is-current' : 'palette-entry'}
      onPointerMove={current ? undefined : onPoint}
      onClick={onRun}
    >
      <span className="palette-group">{t(entry.group)}</span>
      <span className="menu-label">{t(entry.label)}</span>
      {checked === true && <Icon name="check" />}
      {shortcut !== undefined && <kbd>{shownKey(shortcut)}</kbd>}
    </div>
  );
}

/** The commands that fit, the best first; all in their own order while nothing is typed. */
export function search(commands: readonly Command[], typed: string): readonly Command[] {
  if (typed.trim() === '') {
    return commands;
  }
  return commands
    .map((candidate) => ({ candidate, score: fuzzyScore(typed, t(candidate.label)) ?? inGroup(typed, candidate) }))
    .filter((scored): scored is { candidate: Command; score: number } => scored.score !== null)
    .sort((a, b) => b.score - a.score)
    .map(({ candidate }) => candidate);
}

function inGroup(typed: string, candidate: Command): number | null {
  const score = fuzzyScore(typed, `${t(candidate.group)} ${t(candidate.label)}`);
  return score === null ? null : score - 10;
}

function clamp(index: number, count: number): number {
  return Math.max(0, Math.min(count - 1, index));
}
