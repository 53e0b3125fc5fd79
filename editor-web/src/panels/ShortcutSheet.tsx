import { t } from '../i18n/i18n';
import { COMMANDS, sheetOpen } from '../state/commands';
import { useShortcuts, useSignal } from '../state/hooks';
import { shownKey } from '../ui/keys';
import { Sheet } from '../ui/Sheet';

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

const SEARCH = [
  { label: 'Of a kind or shape', keys: ['type:light'] },
  { label: 'Hidden or locked', keys: ['is:hidden'] },
  { label: 'Last changed by', keys: ['by:bo', 'by:me'] },
  { label: 'Last changed within', keys: ['changed:1h'] },
  { label: 'Last changed since midnight', keys: ['changed:today'] },
] as const;

/** All shortcuts, made from the list of commands, and what else one has to know. */
export function ShortcutSheet() {
  return (
    <Sheet
      open={useSignal(sheetOpen)}
      onChange={(open) => sheetOpen.set(open)}
      label={t('Keyboard shortcuts')}
      title={t('Shortcuts')}
    >
      <Groups />
    </Sheet>
  );
}

function Groups() {
  const keysOf = useShortcuts();
  const groups = Map.groupBy(
    COMMANDS.filter((candidate) => keysOf(candidate).length > 0),
    (candidate) => candidate.group,
  );
  return (
    <div className="sheet-columns">
      {[...groups].map(([group, commands]) => (
        <Group
          key={group}
          title={t(group)}
          rows={commands.map((each) => ({ label: each.label, keys: keysOf(each) }))}
        />
      ))}
      <Group title={t('Mouse')} rows={MOUSE} />
      <Group title={t('Search of the tree')} rows={SEARCH} />
    </div>
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
