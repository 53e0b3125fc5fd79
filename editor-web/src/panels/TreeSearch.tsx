import { t } from '../i18n/i18n';
import { Icon } from '../ui/Icon';

interface TreeSearchProps {
  query: string;
  onSearch: (query: string) => void;
}

/** The field above the tree: it leaves only rows that match, and what is around them. */
export function TreeSearch({ query, onSearch }: TreeSearchProps) {
  return (
    <search className="tree-search">
      <span className="tree-search-icon">
        <Icon name="search" size={14} />
      </span>
      <input
        type="text"
        aria-label={t('Search the scene')}
        title={t('Words of a name, type:sphere, is:hidden, is:locked')}
        placeholder={t('Search, or type:sphere')}
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
