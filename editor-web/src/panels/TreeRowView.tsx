import type { CSSProperties, MouseEvent } from 'react';
import { t } from '../i18n/i18n';
import { renaming, startRenaming } from '../state/commands';
import { HIDDEN, LOCKED, setFlag } from '../state/document';
import { type TreeRow, useSession } from '../state/hooks';
import { Icon, type IconName } from '../ui/Icon';
import { TextField } from '../ui/TextField';
import { iconOf } from './nodeIcon';

interface TreeRowViewProps {
  row: TreeRow;
  /** Position among all rows, counting from 1. */
  position: number;
  count: number;
  /** Where the keyboard is. */
  current: boolean;
  renamed: boolean;
  onCurrent: (id: string) => void;
}

/** One node in the tree. */
export function TreeRowView({ row, position, count, current, renamed, onCurrent }: TreeRowViewProps) {
  const session = useSession();

  function onClick(event: MouseEvent): void {
    onCurrent(row.id);
    if (event.shiftKey) {
      selectRange(position - 1);
    } else {
      session.edit((engine) => engine.select(row.id, event.ctrlKey || event.metaKey ? 'toggle' : 'replace'));
    }
  }

  /** From the row that was selected last to this one. */
  function selectRange(to: number): void {
    session.edit((engine) => {
      const anchor = engine.selection().at(-1);
      const from = anchor === undefined ? to : engine.revealInTree(anchor);
      const low = Math.min(from, to);
      const range = engine.treeRows(low, Math.abs(from - to) + 1).map((other) => other.id);
      engine.setSelection([...engine.selection().filter((id) => !range.includes(id)), ...range]);
    });
  }

  function onContextMenu(event: MouseEvent): void {
    event.preventDefault();
    onCurrent(row.id);
    if (!row.selected) {
      session.edit((engine) => engine.select(row.id, 'replace'));
    }
    session.menuPlace.set({ x: event.clientX, y: event.clientY });
  }

  const classes = [
    'tree-row',
    row.selected ? 'is-selected' : '',
    current ? 'is-current' : '',
    row.hidden || row.faded ? 'is-faded' : '',
  ]
    .filter(Boolean)
    .join(' ');
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree holds the focus and points here by aria-activedescendant
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys
    <div
      id={`row-${row.id}`}
      className={classes}
      role="treeitem"
      draggable={!renamed}
      data-node={row.id}
      aria-level={row.depth + 1}
      aria-posinset={position}
      aria-setsize={count}
      aria-selected={row.selected}
      aria-expanded={row.expandable ? row.expanded : undefined}
      style={{ '--depth': row.depth } as CSSProperties}
      onClick={onClick}
      onContextMenu={onContextMenu}
      onDoubleClick={() => startRenaming(session, row.id)}
    >
      <span className="tree-guides" />
      {row.expandable ? (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys of the tree do the same
        // biome-ignore lint/a11y/noStaticElementInteractions: a second focus stop in every row would be in the way
        <span
          className={row.expanded ? 'tree-toggle is-open' : 'tree-toggle'}
          onClick={(event) => {
            event.stopPropagation();
            session.engine?.setExpanded(row.id, !row.expanded);
          }}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          <Icon name="chevron" size={12} />
        </span>
      ) : (
        <span className="tree-toggle" />
      )}
      <span className="tree-icon">
        <Icon name={iconOf(row.kind, row.primitive)} />
      </span>
      {renamed ? (
        <TextField
          name={t('Name')}
          className="tree-rename"
          value={row.name}
          autoFocus
          onCommit={(name) => session.edit((engine) => engine.rename(row.id, name))}
          onDone={() => renaming.set(null)}
        />
      ) : (
        <span className="tree-name">{row.name}</span>
      )}
      {row.peerColors.length > 0 && (
        <span className="tree-peers">
          {row.peerColors.slice(0, 4).map((color, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: dots have no identity, and two people may share a colour
            <span key={index} className="tree-peer" style={{ background: color }} />
          ))}
        </span>
      )}
      <Flag row={row} flag={LOCKED} icon={row.locked ? 'lock' : 'unlock'} on={row.locked} label={t('locked')} />
      <Flag row={row} flag={HIDDEN} icon={row.hidden ? 'eye-off' : 'eye'} on={row.hidden} label={t('hidden')} />
    </div>
  );
}

interface FlagProps {
  row: TreeRow;
  flag: number;
  icon: IconName;
  on: boolean;
  label: string;
}

/** Shows that a node is hidden or locked, and offers it while the pointer is over the row. By keys it is H and Shift+L. */
function Flag({ row, flag, icon, on, label }: FlagProps) {
  const session = useSession();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: H and Shift+L do the same
    // biome-ignore lint/a11y/noStaticElementInteractions: a second focus stop in every row would be in the way
    <span
      className={on ? 'tree-flag is-on' : 'tree-flag'}
      title={on ? t('{state}: click to undo', { state: t(label) }) : t('Make {state}', { state: t(label) })}
      onClick={(event) => {
        event.stopPropagation();
        const reason = session.locked.get();
        if (reason !== null) {
          session.tell(reason);
        } else {
          session.edit((engine) => setFlag(engine, [row.id], flag, !on));
        }
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <Icon name={icon} size={14} />
      {on && <span className="visually-hidden">{t(label)}</span>}
    </span>
  );
}
