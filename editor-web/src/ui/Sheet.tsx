import { type ReactNode, useEffect, useRef } from 'react';
import { t } from '../i18n/i18n';
import { IconButton } from './Button';

interface DialogProps {
  open: boolean;
  onChange: (open: boolean) => void;
  /** Read aloud. */
  label: string;
  className: string;
  /** Whether it has the focus itself at first, so that Escape and Tab begin there; else what is in it takes the focus. */
  focused?: boolean;
  /** Made anew each time that it is opened. */
  children: ReactNode;
}

/** What lies over the page until it is closed: by Escape, or by a press beside it. */
export function Dialog({ open, onChange, label, className, focused = false, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!open) {
      dialog.current?.close();
      return;
    }
    dialog.current?.showModal();
    if (focused) {
      dialog.current?.focus();
    }
  }, [open, focused]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      className={className}
      tabIndex={focused ? -1 : undefined}
      aria-label={label}
      // At once, so that it can be opened again before it has told that it was closed.
      onCancel={(event) => {
        if (event.target === dialog.current) {
          onChange(false);
        }
      }}
      // Told late: by then it may be open again.
      onClose={(event) => onChange(event.currentTarget.open)}
      onClick={(event) => {
        if (event.target === dialog.current) {
          onChange(false);
        }
      }}
    >
      {open && children}
    </dialog>
  );
}

interface SheetProps extends Pick<DialogProps, 'open' | 'onChange' | 'label' | 'children'> {
  title: string;
  /** Of what is in it. */
  className?: string;
}

/** A dialog with a title and a cross. */
export function Sheet({ title, className = '', children, ...dialog }: SheetProps) {
  return (
    <Dialog {...dialog} className="sheet scroll" focused>
      <div className={`sheet-body ${className}`}>
        <header className="sheet-head">
          <h2>{title}</h2>
          <IconButton icon="close" label={t('Close')} onClick={() => dialog.onChange(false)} />
        </header>
        {children}
      </div>
    </Dialog>
  );
}
