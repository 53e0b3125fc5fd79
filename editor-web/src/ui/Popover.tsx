import { type ReactNode, useEffect, useRef } from 'react';

interface PopoverProps {
  onClose: () => void;
  children: ReactNode;
  /** Which edge of the anchor it is aligned with. */
  align?: 'left' | 'right';
  /** Above the anchor instead of below it. */
  above?: boolean;
  label: string;
  role?: 'menu' | 'dialog';
}

/** A small panel below its positioned parent. Escape, a press elsewhere and leaving the window's focus close it. */
export function Popover({ onClose, children, align = 'left', above = false, label, role = 'dialog' }: PopoverProps) {
  const panel = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const before = document.activeElement;
    panel.current?.querySelector<HTMLElement>('button, input')?.focus();
    function onPointerDown(event: PointerEvent): void {
      const anchor = panel.current?.parentElement;
      if (event.target instanceof Node && anchor?.contains(event.target) !== true) {
        onClose();
      }
    }
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key === 'Escape') {
        event.stopPropagation();
        onClose();
        if (before instanceof HTMLElement) {
          before.focus();
        }
      }
    }
    document.addEventListener('pointerdown', onPointerDown, true);
    document.addEventListener('keydown', onKeyDown, true);
    return () => {
      document.removeEventListener('pointerdown', onPointerDown, true);
      document.removeEventListener('keydown', onKeyDown, true);
    };
  }, [onClose]);

  return (
    <div
      ref={panel}
      className={`popover popover-${align}${above ? ' popover-above' : ''}`}
      role={role}
      {...{ 'aria-label': label }}
    >
      {children}
    </div>
  );
}
