import { useCallback, useState } from 'react';
import { Icon, type IconName } from './Icon';
import { type MenuItem, MenuList } from './MenuList';
import { Popover } from './Popover';

export type { MenuItem };

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
          <MenuList items={items} onClose={close} />
        </Popover>
      )}
    </div>
  );
}
