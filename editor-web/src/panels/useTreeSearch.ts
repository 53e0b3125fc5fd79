// The tree's search as a component uses it: what was typed, which nodes that finds, and what is said below the field.
import { useEffect, useMemo, useState } from 'react';
import { counted, t } from '../i18n/i18n';
import { ChangeSearch, type ChangeState } from '../state/ChangeSearch';
import { useSession, useSignal } from '../state/hooks';
import { person } from '../state/person';
import { parseSearch, type SearchTerms } from '../state/searchTerms';

/** What is said below the search; an `empty` tree is explained by it. */
export interface SearchNote {
  readonly text: string;
  readonly tone: 'plain' | 'bad';
  readonly empty: boolean;
}

/** What changes when an object does, here or elsewhere, and when the server has what was changed here. */
const CHANGES = ['node', 'scene', 'sync'] as const;
const EXAMPLES = { time: '30s, 5m, 1h, 2d, today', name: 'by:bo, by:me' } as const;

/** The search of the tree: what was typed goes to the engine, and `by:` and `changed:` to the server. */
export function useTreeSearch(): { query: string; search: (typed: string) => void; note: SearchNote | null } {
  const session = useSession();
  const [query, search] = useState('');
  const me = useSignal(person);
  const terms = useMemo(() => parseSearch(query), [query]);
  const changes = useMemo(() => new ChangeSearch(session.room), [session]);
  const state = useSignal(changes.state);
  const { words } = terms;
  const asked = terms.changes !== null;

  useEffect(() => changes.look(terms.changes, me), [changes, terms, me]);
  useEffect(() => session.topics.subscribe(CHANGES, () => changes.sceneChanged()), [session, changes]);
  useEffect(() => () => changes.close(), [changes]);
  useEffect(() => {
    if (!asked) {
      session.engine?.filterTree(words);
    } else if (state.kind === 'found' || state.kind === 'failed') {
      session.engine?.filterTreeAmong(state.ids ?? [], words);
    }
  }, [session, words, asked, state]);

  return { query, search, note: noteOf(terms, state) };
}

function noteOf(terms: SearchTerms, state: ChangeState): SearchNote | null {
  const plain = (text: string, empty = false): SearchNote => ({ text, tone: 'plain', empty });
  if (terms.trouble === 'twice') {
    return plain(t('One by: and one changed: at a time.'));
  }
  if (terms.trouble !== null) {
    return plain(
      terms.trouble === 'by'
        ? t('After by: comes the beginning of a name: {examples}', { examples: EXAMPLES.name })
        : t('After changed: comes a time: {examples}', { examples: EXAMPLES.time }),
    );
  }
  if (terms.changes === null || state.kind === 'none') {
    return null;
  }
  if (state.kind === 'asking') {
    return plain(t('Asking the server who changed what'), true);
  }
  if (state.kind === 'failed') {
    const text =
      state.trouble === 'offline'
        ? t('Who changed what is known to the server only; it cannot be reached.')
        : t('Who changed what is known to the server only; it does not tell now.');
    return {
      text: state.ids === null ? text : `${text} ${t('Shown is what it said last.')}`,
      tone: 'bad',
      empty: true,
    };
  }
  if (state.ids.length === 0) {
    return plain(nothingOf(terms.changes), true);
  }
  if (state.more) {
    return plain(t('Only the {count} changed last are looked at.', { count: state.ids.length }));
  }
  return terms.words === '' ? plain(counted(state.ids.length, 'One object', '{count} objects')) : null;
}

function nothingOf({ by, within }: NonNullable<SearchTerms['changes']>): string {
  if (by === null) {
    return t('Nothing was changed in that time.');
  }
  const name = by.kind === 'me' ? t('you') : by.name;
  return within === null
    ? t('Nothing was last changed by {name}.', { name })
    : t('Nothing was last changed by {name} in that time.', { name });
}
