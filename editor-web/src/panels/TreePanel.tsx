import { type CSSProperties, type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { figure, t } from '../i18n/i18n';
import { renaming, startRenaming } from '../state/commands';
import { type Engine, type TreeRow, useEngine, useSession, useSignal } from '../state/hooks';
import { TreeRowView } from './TreeRowView';
import { TreeSearch } from './TreeSearch';
import { useTreeDrop } from './treeDrop';
import { useTreeSearch } from './useTreeSearch';

/** Height of a row in CSS pixels; as `--row-height`. */
const ROW = 28;
/** Rows kept above and below what is seen, so that scrolling shows no gap. */
const SPARE = 6;

const ROW_TOPICS = ['tree', 'selection', 'peers'] as const;
const COUNT_TOPICS = ['tree'] as const;
const SELECTION_TOPICS = ['selection'] as const;
const SCENE_TOPICS = ['tree', 'scene'] as const;
const NO_ROWS: readonly TreeRow[] = [];
const NO_IDS: readonly string[] = [];
const nodeCount = (engine: Engine): number => engine.sceneInfo().nodes;
const rowCount = (engine: Engine): number => engine.treeRowCount();
const selectedIds = (engine: Engine): readonly string[] => engine.selection();

/** The scene as a tree. Only the rows that are seen exist; the engine is asked for just those. */
export function TreePanel() {
  const session = useSession();
  const scroller = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState({ top: 0, height: 600 });
  const count = useEngine(COUNT_TOPICS, rowCount, 0);
  const nodes = useEngine(SCENE_TOPICS, nodeCount, 0);
  const first = Math.max(0, Math.floor(scroll.top / ROW) - SPARE);
  const shown = Math.ceil(scroll.height / ROW) + 2 * SPARE;
  const rows = useEngine(
    ROW_TOPICS,
    useCallback((engine: Engine): readonly TreeRow[] => engine.treeRows(first, shown), [first, shown]),
    NO_ROWS,
  );
  const [current, setCurrent] = useState<string | null>(null);
  const edited = useSignal(renaming);
  const running = useSignal(session.phase).kind === 'running';
  const { query, search, note } = useTreeSearch();
  const { drop, handlers } = useTreeDrop(session, scroller, ROW);

  const reveal = useCallback((index: number) => {
    const element = scroller.current;
    if (element === null || index < 0) {
      return;
    }
    const top = index * ROW;
    if (top < element.scrollTop) {
      element.scrollTop = top - ROW;
    } else if (top + ROW > element.scrollTop + element.clientHeight) {
      element.scrollTop = top + 2 * ROW - element.clientHeight;
    }
  }, []);

  useSelectionReveal(reveal, setCurrent);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) {
      return;
    }
    const observer = new ResizeObserver(() => setScroll({ top: element.scrollTop, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (edited !== null && session.engine !== null) {
      reveal(session.engine.revealInTree(edited));
    }
  }, [edited, session, reveal]);

  function indexOfCurrent(): number {
    return current === null ? -1 : (session.engine?.revealInTree(current) ?? -1);
  }

  function goTo(index: number, event: KeyboardEvent): void {
    const bounded = Math.min(count - 1, Math.max(0, index));
    const row = session.engine?.treeRows(bounded, 1)[0];
    if (row === undefined) {
      return;
    }
    setCurrent(row.id);
    reveal(bounded);
    if (!event.ctrlKey && !event.metaKey) {
      session.edit((engine) => engine.select(row.id, event.shiftKey ? 'add' : 'replace'));
    }
  }

  function openOrClose(direction: 'ArrowLeft' | 'ArrowRight', event: KeyboardEvent): void {
    const at = indexOfCurrent();
    const row = session.engine?.treeRows(at, 1)[0];
    if (at < 0 || row === undefined) {
      return;
    }
    if (row.expandable && row.expanded !== (direction === 'ArrowRight')) {
      session.engine?.setExpanded(row.id, !row.expanded);
    } else if (direction === 'ArrowRight' && row.expandable) {
      goTo(at + 1, event);
    } else if (direction === 'ArrowLeft') {
      const parent = session.engine?.node(row.id)?.parent ?? '';
      if (parent !== '') {
        goTo(session.engine?.revealInTree(parent) ?? 0, event);
      }
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey) {
      return;
    }
    const page = Math.max(1, Math.floor(scroll.height / ROW) - 1);
    const moves: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, PageUp: -page, PageDown: page };
    const move = moves[event.key];
    if (move !== undefined) {
      goTo(indexOfCurrent() + move, event);
    } else if (event.key === 'Home' || event.key === 'End') {
      goTo(event.key === 'Home' ? 0 : count - 1, event);
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      openOrClose(event.key, event);
    } else if (event.key === ' ' && current !== null) {
      session.edit((engine) => engine.select(current, 'toggle'));
    } else if (event.key === 'Enter' && current !== null) {
      startRenaming(session, current);
    } else {
      return;
    }
    event.preventDefault();
  }

  return (
    <nav className="panel panel-tree" aria-label={t('Scene')}>
      <header className="panel-head">
        <h2>{t('Scene')}</h2>
        <span className="panel-count">{nodes > 0 ? figure(nodes) : ''}</span>
      </header>
      <TreeSearch query={query} onSearch={search} note={note} />
      <div
        ref={scroller}
        className="tree scroll"
        role="tree"
        aria-label={t('Scene tree')}
        aria-multiselectable="true"
        aria-activedescendant={current === null ? undefined : `row-${current}`}
        tabIndex={0}
        onScroll={(event) =>
          setScroll({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })
        }
        onKeyDown={onKeyDown}
        {...handlers}
      >
        {running && count === 0 && note?.empty !== true && (
          <p className="tree-empty">{query === '' ? t('Nothing here yet.') : t('Nothing has this name or type.')}</p>
        )}
        <div className="tree-space" style={{ height: count * ROW }}>
          <div className="tree-window" style={{ transform: `translateY(${first * ROW}px)` }}>
            {rows.map((row, index) => (
              <TreeRowView
                key={row.id}
                row={row}
                position={first + index + 1}
                count={count}
                current={row.id === current}
                renamed={row.id === edited}
                onCurrent={setCurrent}
              />
            ))}
            {drop !== null && (
              <div
                className={`tree-drop is-${drop.zone}`}
                style={{ '--depth': drop.depth, top: (drop.row - first) * ROW } as CSSProperties}
              />
            )}
          </div>
        </div>
      </div>
    </nav>
  );
}

/** What is selected elsewhere, in the viewport for example, scrolls into view here. */
function useSelectionReveal(reveal: (index: number) => void, setCurrent: (id: string) => void): void {
  const session = useSession();
  const selection = useEngine(SELECTION_TOPICS, selectedIds, NO_IDS);
  const last = selection.at(-1);
  useEffect(() => {
    if (last !== undefined && session.engine !== null) {
      setCurrent(last);
      reveal(session.engine.revealInTree(last));
    }
  }, [last, session, reveal, setCurrent]);
}
