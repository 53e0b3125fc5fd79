import type { ReactNode } from 'react';

interface SheetRowProps {
  label: string;
  hint?: string;
  children: ReactNode;
}

/** One choice on a sheet: what it is, and beside it what there is to choose. */
export function SheetRow({ label, hint, children }: SheetRowProps) {
  return (
    <div className="settings-row">
      <div>
        <span aria-hidden="true">{label}</span>
        {hint !== undefined && <p className="settings-hint">{hint}</p>}
      </div>
      {children}
    </div>
  );
}
