import { t } from '../i18n/i18n';
import { type Command, command, runCommand } from '../state/commands';
import type { EditorSession } from '../state/hooks';
import { keysOf } from '../state/shortcuts';
import type { MenuItem } from '../ui/Menu';

/** The entries of a menu for commands; those that cannot be done to the past are grey while it is shown. */
export function commandItems(session: EditorSession, ids: readonly string[], section?: string): MenuItem[] {
  return ids.map((id) => item(session, command(id), section));
}

function item(session: EditorSession, chosen: Command, section: string | undefined): MenuItem {
  const [shortcut] = keysOf(chosen);
  return {
    id: chosen.id,
    label: t(chosen.label),
    disabled: chosen.edits === true && session.locked.get() !== null,
    ...(section === undefined ? {} : { section }),
    ...(shortcut === undefined ? {} : { shortcut }),
    ...(chosen.checked === undefined ? {} : { checked: chosen.checked(session) }),
    onSelect: () => runCommand(session, chosen),
  };
}
