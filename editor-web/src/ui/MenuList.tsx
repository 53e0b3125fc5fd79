import { Fragment, type KeyboardEvent } from 'react';
import { Icon, type IconName } from './Icon';
import { shownKey } from './keys';

export interface MenuItem {
  id: string;
  label: string;
  icon?: IconName;
  shortcut?: string;
  checked?: boolean;
  disabled?: boolean;
  /** Items of one section stand together; a line parts it from the one before. */
  section?: string;
  onSelect: () => void;
}

interface MenuListProps {
  items: readonly MenuItem[];
  /** Called before the chosen item does its work. */
  onClose: () => void;
}

/** The entries of a menu; the arrow keys go from one to the next. */
export function MenuList({ items, onClose }: MenuListProps) {
  return (
    <div className="menu" role="none" onKeyDown={onKeyDown}>
      {items.map((item, index) => (
        <Fragment key={item.id}>
          {index > 0 && item.section !== items[index - 1]?.section && <hr className="menu-line" />}
          <button
            type="button"
            role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
            {...(item.checked === undefined ? {} : { 'aria-checked': item.checked })}
            className="menu-item"
            disabled={item.disabled ?? false}
            onClick={() => {
              onClose();
              item.onSelect();
            }}
          >
            {item.icon !== undefined && <Icon name={item.icon} />}
            <span className="menu-label">{item.label}</span>
            {item.checked === true && <Icon name="check" />}
            {item.shortcut !== undefined && <kbd>{shownKey(item.shortcut)}</kbd>}
          </button>
        </Fragment>
      ))}
    </div>
  );
}

function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const at = document.activeElement instanceof HTMLElement ? buttons.indexOf(document.activeElement) : -1;
  const places: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 };
  const place = places[event.key];
  if (place !== undefined) {
    event.preventDefault();
    event.stopPropagation();
    buttons.at(place % buttons.length)?.focus();
  }
}
