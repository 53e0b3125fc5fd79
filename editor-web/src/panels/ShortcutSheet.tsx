import { useEffect, useRef } from 'react';
import { t } from '../i18n/i18n';
import { COMMANDS, sheetOpen } from '../state/commands';
import { useShortcuts, useSignal } from '../state/hooks';
import { IconButton } from '../ui/Button';
import { shownKey } from '../ui/keys';

const MOUSE = [
  { label: 'Look around', keys: ['Drag'] },
  { label: 'Select a box', keys: ['Shift+Drag'] },
  { label: 'Snap a drag', keys: ['Ctrl'] },
  { label: 'Move the view', keys: ['Middle drag'] },
  { label: 'Come closer', keys: ['Wheel'] },
  { label: 'Select', keys: ['Click'] },
  { label: 'Look about, and fly by W A S D Q E', keys: ['Right drag'] },
  { label: 'What can be done', keys: ['Right click'] },
  { label: 'Scrub a number', keys: ['Drag its label'] },
] as const;

/** All shortcuts, made from the list of commands. */
export function ShortcutSheet() {
  const open = useSignal(sheetOpen);
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    if (open) {
      dialog.current?.showModal();
      dialog.current?.focus();
    } else {
      dialog.current?.close();
    }
  }, [open]);

  const keysOf = useShortcuts();
  const groups = Map.groupBy(
    COMMANDS.filter((candidate) => keysOf(candidate).length > 0),
    (candidate) => candidate.group,
  );
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      className="sheet"
      tabIndex={-1}
      aria-label={t('Keyboard shortcuts')}
      // Told late: by then it may be open again.
      onClose={(event) => sheetOpen.set(event.currentTarget.open)}
      onClick={(event) => {
        if (event.target === dialog.current) {
          sheetOpen.set(false);
        }
      }}
    >
      <div className="sheet-body">
        <header className="sheet-head">
          <h2>{t('Shortcuts')}</h2>
          <IconButton icon="close" label={t('Close')} onClick={() => sheetOpen.set(false)} />
        </header>
        <div className="sheet-columns">
          {[...groups].map(([group, commands]) => (
            <Group
              key={group}
              title={t(group)}
              rows={commands.map((each) => ({ label: each.label, keys: keysOf(each) }))}
            />
          ))}
          <Group title={t('Mouse')} rows={MOUSE} />
        </div>
      </div>
    </dialog>
  );
}

function Group({ title, rows }: { title: string; rows: readonly { label: string; keys: readonly string[] }[] }) {
  return (
    <section>
      <h3 className="section-title">{title}</h3>
      <dl className="sheet-list">
        {rows.map((row) => (
          <div key={row.label}>
            <dt>{t(row.label)}</dt>
            <dd>
              {row.keys.map((key) => (
                <kbd key={key}>{shownKey(key)}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
