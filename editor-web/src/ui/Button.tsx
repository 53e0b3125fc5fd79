import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';

interface ButtonProps {
  children: ReactNode;
  onClick: () => void;
  icon?: IconName;
  kind?: 'primary' | 'plain' | 'past';
  disabled?: boolean;
}

export function Button({ children, onClick, icon, kind = 'plain', disabled = false }: ButtonProps) {
  return (
    <button type="button" className={`button button-${kind}`} onClick={onClick} disabled={disabled}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps {
  icon: IconName;
  /** Tooltip and accessible name. */
  label: string;
  /** Shown behind the label, for example "F". */
  shortcut?: string | undefined;
  onClick: () => void;
  pressed?: boolean;
  disabled?: boolean;
  /** Where the tooltip is shown. */
  tip?: 'below' | 'above';
}

export function IconButton({
  icon,
  label,
  shortcut,
  onClick,
  pressed,
  disabled = false,
  tip = 'below',
}: IconButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      aria-pressed={pressed}
      data-tip={shortcut === undefined ? label : `${label}  ${shortcut}`}
      data-tip-place={tip}
      onClick={onClick}
      disabled={disabled}
    >
      <Icon name={icon} />
    </button>
  );
}
