import { type KeyboardEvent, useCallback, useState } from 'react';
import { Icon, type IconName } from './Icon';
import { Popover } from './Popover';

export interface MenuItem {
  id: string;
  label: string;
  icon?: IconName;
  shortcut?: string;
  checked?: boolean;
  disabled?: boolean;
  onSelect: () => void;
}

interface MenuProps {
  label: string;
  icon?: IconName;
  /** Shown beside the icon; without it the button is square. */
  text?: string;
  items: readonly MenuItem[];
  align?: 'left' | 'right';
  /** Opens upwards. */
  above?: boolean;
  disabled?: boolean;
}

/** A button that opens a list of commands. */
export function Menu({ label, icon, text, items, align = 'left', above = false, disabled = false }: MenuProps) {
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const buttons = [...event.currentTarget.querySelectorAll<Element>('button:not(:disabled)')];
    const at = document.activeElement === null ? -1 : buttons.indexOf(document.activeElement);
    const next = at + (event.key === 'ArrowDown' ? 1 : -1);
    const target = buttons[(next + buttons.length) % buttons.length];
    if (target instanceof HTMLElement) {
      target.focus();
    }
  }

  return (
    <div className="anchor">
      <button
        type="button"
        className={text === undefined ? 'icon-button' : 'button button-bar'}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        {...(text === undefined && !open ? { 'data-tip': label } : {})}
        onClick={() => setOpen(!open)}
        disabled={disabled}
      >
        {icon !== undefined && <Icon name={icon} />}
        {text}
        {text !== undefined && <Icon name="chevron-down" size={12} />}
      </button>
      {open && (
        <Popover onClose={close} align={align} above={above} label={label} role="menu">
          <div className="menu" role="none" onKeyDown={onKeyDown}>
            {items.map((item) => (
              <button
                key={item.id}
                type="button"
                role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
                {...(item.checked === undefined ? {} : { 'aria-checked': item.checked })}
                className="menu-item"
                disabled={item.disabled ?? false}
                onClick={() => {
                  close();
                  item.onSelect();
                }}
              >
                {item.icon !== undefined && <Icon name={item.icon} />}
                <span className="menu-label">{item.label}</span>
                {item.checked === true && <Icon name="check" />}
                {item.shortcut !== undefined && <kbd>{item.shortcut}</kbd>}
              </button>
            ))}
          </div>
        </Popover>
      )}
    </div>
  );
}
