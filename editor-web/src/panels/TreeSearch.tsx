import { t } from '../i18n/i18n';
import { Icon } from '../ui/Icon';
import type { SearchNote } from './useTreeSearch';

interface TreeSearchProps {
  query: string;
  onSearch: (query: string) => void;
  note: SearchNote | null;
}

/** The field above the tree: it leaves only rows that match, and what is around them; below it what there is to say of that. */
export function TreeSearch({ query, onSearch, note }: TreeSearchProps) {
  return (
    <>
      <Field query={query} onSearch={onSearch} />
      <div className="tree-note-place" role="status">
        {note !== null && (
          <p className={`tree-note is-${note.tone}`}>
            {note.tone === 'bad' && <Icon name="offline" size={14} />}
            <span>{note.text}</span>
          </p>
        )}
      </div>
    </>
  );
}

function Field({ query, onSearch }: Omit<TreeSearchProps, 'note'>) {
  return (
    <search className="tree-search">
      <span className="tree-search-icon">
        <Icon name="search" size={14} />
      </span>
      <input
        type="text"
        aria-label={t('Search the scene')}
        title={t(
          'Words of a name, type:sphere, is:hidden, is:locked; by:bo, by:me, changed:1h for who changed it last and when',
        )}
        placeholder={t('Search, or type:sphere, by:me')}
        spellCheck={false}
        autoComplete="off"
        value={query}
        onChange={(event) => onSearch(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && query !== '') {
            event.stopPropagation();
            onSearch('');
          }
        }}
      />
      {query !== '' && (
        <button
          type="button"
          className="tree-search-clear"
          aria-label={t('Show everything')}
          onClick={() => onSearch('')}
        >
          <Icon name="close" size={12} />
        </button>
      )}
    </search>
  );
}
