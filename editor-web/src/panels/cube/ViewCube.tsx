import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { t } from '../../i18n/i18n';
import { command } from '../../state/commands';
import { type EditorSession, useSession, useSignal } from '../../state/hooks';
import { type Direction, directionOf, FACES, type Face, facing, third, turnedBy } from './faces';

/** A press that moved no further than this, in CSS pixels, is a click. */
const CLICK = 3;
/** A drag across the cube turns it by about as much as it looks. */
const RADIANS_PER_PIXEL = 0.02;

const TOPICS = ['camera'] as const;
const AXES = ['x', 'y', 'z'] as const;

/** Short names, to stand on the faces; what the buttons are called is what the commands are. */
function sign(face: Face): string {
  switch (face.id) {
    case 'front':
      return t('Front');
    case 'right':
      return t('Right');
    case 'top':
      return t('Top');
    case 'back':
      return t('Back');
    case 'left':
      return t('Left');
    case 'bottom':
      return t('Below');
  }
}

/** Which way the camera looks, as a cube that turns with the scene; its faces, edges and corners are the ways to look from. */
export function ViewCube() {
  const session = useSession();
  const blind = useSignal(session.blind) !== null;
  const running = useSignal(session.phase).kind === 'running' && !blind;
  return running ? <Cube session={session} /> : null;
}

function Cube({ session }: { session: EditorSession }) {
  const cube = useRef<HTMLFieldSetElement>(null);
  const drag = useRef<{ x: number; y: number; from: Direction; moved: boolean } | null>(null);

  useEffect(() => {
    // Turned without React: this happens in every frame in which the camera moves.
    const show = (): void => {
      const camera = session.engine?.camera();
      if (camera !== undefined && cube.current !== null) {
        turn(cube.current, camera);
      }
    };
    show();
    return session.topics.subscribe(TOPICS, show);
  }, [session]);

  function look(to: Direction): void {
    session.engine?.viewFrom(to.yaw, to.pitch);
  }

  function onPointerDown(event: PointerEvent): void {
    const from = session.engine?.camera();
    if (event.button === 0 && from !== undefined) {
      drag.current = { x: event.clientX, y: event.clientY, from, moved: false };
    }
  }

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const dragged = drag.current;
    if (dragged === null || event.buttons === 0) {
      mark(event);
      return;
    }
    const dx = event.clientX - dragged.x;
    const dy = event.clientY - dragged.y;
    if (!dragged.moved && Math.hypot(dx, dy) > CLICK) {
      dragged.moved = true;
      // Only now: a capture takes the click from the face.
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    if (dragged.moved) {
      look({ yaw: dragged.from.yaw - dx * RADIANS_PER_PIXEL, pitch: dragged.from.pitch + dy * RADIANS_PER_PIXEL });
    }
  }

  function onClick(face: Face, target: HTMLElement, byKey: boolean): void {
    if (drag.current?.moved === true && !byKey) {
      return;
    }
    const [across, down] = byKey ? [0, 0] : [Number(target.dataset.across ?? 0), Number(target.dataset.down ?? 0)];
    look(directionOf(face, across, down, session.engine?.camera().goalYaw ?? 0));
  }

  function onKeyDown(event: KeyboardEvent): void {
    const camera = session.engine?.camera();
    if (camera === undefined || event.ctrlKey || event.altKey) {
      return;
    }
    // From where it turns to, not from where it is drawn: each press is a step, however fast they come.
    const next = turnedBy(event.key, { yaw: camera.goalYaw, pitch: camera.goalPitch });
    if (next !== null) {
      event.preventDefault();
      event.stopPropagation();
      look(next);
    }
  }

  return (
    <fieldset
      ref={cube}
      className="view-cube"
      aria-label={t('View cube: arrow keys turn the view')}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    >
      <div className="cube-body">
        {AXES.map((axis) => (
          <span key={axis} className={`cube-axis cube-axis-${axis}`} aria-hidden="true">
            <span className="cube-letter">{axis.toUpperCase()}</span>
          </span>
        ))}
        {FACES.map((face) => (
          <button
            key={face.id}
            type="button"
            className={`cube-face cube-${face.id}`}
            style={{ transform: `${face.turn} translateZ(var(--half))` }}
            data-face={face.id}
            aria-label={t(command(`camera.${face.id}`).label)}
            onClick={(event) => onClick(face, event.currentTarget, event.detail === 0)}
          >
            {sign(face)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** Shows the part of a face that the pointer is on. */
function mark(event: PointerEvent<HTMLElement>): void {
  const { target } = event;
  if (target instanceof HTMLElement && target.dataset.face !== undefined) {
    target.dataset.across = String(third(event.nativeEvent.offsetX / target.offsetWidth));
    target.dataset.down = String(third(event.nativeEvent.offsetY / target.offsetHeight));
  }
}

/** Turns the cube as the scene is seen to be turned; the face in front is the one that the keyboard comes to. */
function turn(cube: HTMLElement, camera: Direction): void {
  cube.style.setProperty('--yaw', `${-camera.yaw}rad`);
  cube.style.setProperty('--pitch', `${-camera.pitch}rad`);
  const front = facing(camera).id;
  if (cube.dataset.front === front) {
    return;
  }
  cube.dataset.front = front;
  const focused = cube.contains(document.activeElement);
  for (const face of cube.querySelectorAll<HTMLElement>('.cube-face')) {
    const ahead = face.dataset.face === front;
    face.tabIndex = ahead ? 0 : -1;
    if (ahead && focused) {
      face.focus({ preventScroll: true });
    }
  }
}
