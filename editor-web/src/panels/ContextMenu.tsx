import { useCallback, useLayoutEffect, useRef } from 'react';
import { t } from '../i18n/i18n';
import { COMMANDS } from '../state/commands';
import { type Engine, useEngine, useSession, useSignal } from '../state/hooks';
import { MenuList } from '../ui/MenuList';
import { Popover } from '../ui/Popover';
import { commandItems } from './commandItems';

const ADD = COMMANDS.filter((candidate) => candidate.group === 'Add').map((candidate) => candidate.id);
const OBJECT = ['edit.rename', 'view.frame'];
const CAMERA = ['camera.through', 'edit.cameraToView'];
const CLIPBOARD = ['edit.cut', 'edit.copy', 'edit.paste', 'edit.duplicate'];
const GROUPING = ['edit.group', 'edit.ungroup', 'edit.hide', 'edit.lock'];
const SCENE = ['edit.paste', 'select.all', 'edit.showAll', 'view.frame', 'view.openAll', 'view.closeAll'];
const MARGIN = 8;
const TOPICS = ['selection'] as const;
const isCamera = (engine: Engine): boolean => engine.node(engine.selection()[0] ?? '')?.kind === 'camera';
const anySelected = (engine: Engine): boolean => engine.selection().length > 0;

/** What can be done to what is selected, where the right button was clicked. */
export function ContextMenu() {
  const session = useSession();
  const place = useSignal(session.menuPlace);
  const camera = useEngine(TOPICS, isCamera, false);
  const selected = useEngine(TOPICS, anySelected, false);
  const anchor = useRef<HTMLDivElement>(null);
  const close = useCallback(() => session.menuPlace.set(null), [session]);

  // Not only by the place: the click that opens it may select something else, and then the menu is a longer one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is selected decides how long the menu is
  useLayoutEffect(() => {
    const element = anchor.current;
    const panel = element?.firstElementChild;
    if (place === null || element === null || !(panel instanceof HTMLElement)) {
      return;
    }
    element.style.left = `${Math.max(MARGIN, Math.min(place.x, innerWidth - panel.offsetWidth - MARGIN))}px`;
    element.style.top = `${Math.max(MARGIN, Math.min(place.y, innerHeight - panel.offsetHeight - MARGIN))}px`;
  }, [place, selected]);

  if (place === null) {
    return null;
  }
  const items = selected
    ? [
        ...commandItems(session, OBJECT, 'object'),
        ...(camera ? commandItems(session, CAMERA, 'camera') : []),
        ...commandItems(session, CLIPBOARD, 'clipboard'),
        ...commandItems(session, GROUPING, 'grouping'),
        ...commandItems(session, ['edit.delete'], 'delete'),
      ]
    : [...commandItems(session, ADD, 'add'), ...commandItems(session, SCENE, 'scene')];
  return (
    <div ref={anchor} className="context-menu" key={`${place.x} ${place.y}`}>
      <Popover onClose={close} label={selected ? t('Selection') : t('Scene')} role="menu">
        <MenuList items={items} onClose={close} />
      </Popover>
    </div>
  );
}
