import type { CSSProperties, ReactNode } from 'react';

interface ViewFrameProps {
  /** CSS colour of the frame. */
  color: string;
  className: string;
  /** Whether the words are read aloud as they change. */
  announced?: boolean;
  /** What is said, and the way out. */
  children: ReactNode;
  /** What lies over the viewport within the frame. */
  over?: ReactNode;
}

/** A frame around the viewport while it does not show one's own view of now: why, and the way back. */
export function ViewFrame({ color, className, announced = false, children, over }: ViewFrameProps) {
  return (
    <div className={`frame ${className}`} style={{ '--frame': color } as CSSProperties}>
      {over}
      <div className="frame-pill" {...(announced ? { role: 'status' } : {})}>
        {children}
      </div>
    </div>
  );
}
