import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';

interface CardProps {
  icon: IconName;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
  tone?: 'plain' | 'bad';
}

/** A message in the middle of the viewport: what is the matter, why, and what to do. */
export function Card({ icon, title, children, actions, tone = 'plain' }: CardProps) {
  return (
    <section className={`card card-${tone}`} aria-label={title}>
      <span className="card-icon">
        <Icon name={icon} size={24} />
      </span>
      <h2 className="card-title">{title}</h2>
      <div className="card-text">{children}</div>
      {actions !== undefined && <div className="card-actions">{actions}</div>}
    </section>
  );
}
