import { t } from '../i18n/i18n';
import { COMMANDS } from '../state/commands';
import { useSession, useSignal } from '../state/hooks';
import { Menu } from '../ui/Menu';
import { commandItems } from './commandItems';

const idsOf = (group: string): string[] =>
  COMMANDS.filter((candidate) => candidate.group === group).map((candidate) => candidate.id);
const SHADING = idsOf('Shading').filter((id) => id !== 'output.next');
const CAMERA = idsOf('Camera');
const MORE = ['view.picture', 'view.pictureOptions', 'view.hud'];

/** What the viewport shows of the scene, and from where. */
export function ViewMenu({ disabled }: { disabled: boolean }) {
  const session = useSession();
  useSignal(session.view);
  return (
    <Menu
      label={t('View')}
      icon="eye"
      align="right"
      disabled={disabled}
      items={[
        ...commandItems(session, SHADING, 'shading'),
        ...commandItems(session, CAMERA, 'camera'),
        ...commandItems(session, MORE, 'more'),
      ]}
    />
  );
}
