import { figure, t } from '../i18n/i18n';
import { command } from '../state/commands';
import { useSession, useSignal } from '../state/hooks';
import { PICTURE_SIZES, pictureSize } from '../state/pictureSize';
import { pictureChoice } from '../state/preferences';
import { pictureOpen } from '../state/viewCommands';
import { Button } from '../ui/Button';
import { Choice, Switch } from '../ui/Choice';
import { Sheet } from '../ui/Sheet';
import { SheetRow } from '../ui/SheetRow';

/** How large a picture of what is seen is to be, and the button that saves it. */
export function Picture() {
  return (
    <Sheet
      open={useSignal(pictureOpen)}
      onChange={(open) => pictureOpen.set(open)}
      label={t('Save a picture')}
      title={t('Save a picture')}
      className="settings"
    >
      <Body />
    </Sheet>
  );
}

function Body() {
  const session = useSession();
  const chosen = useSignal(pictureChoice);
  const canvas = document.getElementById('viewport') as HTMLCanvasElement;
  const { width, height } = pictureSize(canvas.width, canvas.height, chosen.size);
  return (
    <section>
      <SheetRow
        label={t('Size')}
        hint={t('{width} × {height} pixels, in the shape of the view', {
          width: figure(width),
          height: figure(height),
        })}
      >
        <Choice
          label={t('Size')}
          value={chosen.size}
          options={PICTURE_SIZES.map(({ id, label }) => ({ id, label: t(label) }))}
          onChoose={(size) => pictureChoice.set({ ...chosen, size })}
        />
      </SheetRow>
      <SheetRow label={t('Transparent background')} hint={t('Only the objects and their shadow on the ground.')}>
        <Switch
          label={t('Transparent background')}
          on={chosen.transparent}
          onChange={(transparent) => pictureChoice.set({ ...chosen, transparent })}
        />
      </SheetRow>
      <div className="settings-foot">
        <Button
          kind="primary"
          onClick={() => {
            pictureOpen.set(false);
            command('view.picture').run(session);
          }}
        >
          {t('Save as PNG')}
        </Button>
      </div>
    </section>
  );
}
