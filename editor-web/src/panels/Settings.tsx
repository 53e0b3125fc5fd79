import { t } from '../i18n/i18n';
import { command } from '../state/commands';
import { useSession, useSignal } from '../state/hooks';
import { LANGUAGES, language } from '../state/language';
import { keepScenes, lengthUnit, preset, singleKeys, stillness, theme } from '../state/preferences';
import { choosePreset, PRESET_NAMES, settingsOpen, THEMES } from '../state/settingsCommands';
import { LENGTH_UNITS } from '../state/units';
import { Button } from '../ui/Button';
import { Choice, Switch } from '../ui/Choice';
import { Sheet } from '../ui/Sheet';
import { SheetRow } from '../ui/SheetRow';

/** How the page looks and what its keys are: for oneself, in this browser. */
export function Settings() {
  return (
    <Sheet
      open={useSignal(settingsOpen)}
      onChange={(open) => settingsOpen.set(open)}
      label={t('Settings')}
      title={t('Settings')}
      className="settings"
    >
      <Body />
    </Sheet>
  );
}

function Body() {
  const session = useSession();
  const translated = <T extends string>(options: readonly { id: T; label: string }[]) =>
    options.map(({ id, label }) => ({ id, label: t(label) }));
  return (
    <>
      <section>
        <h3 className="section-title">{t('Look')}</h3>
        <SheetRow label={t('Theme')}>
          <Choice
            label={t('Theme')}
            value={useSignal(theme)}
            options={translated(THEMES)}
            onChoose={(id) => theme.set(id)}
          />
        </SheetRow>
        <SheetRow label={t('Language')}>
          <Choice
            label={t('Language')}
            value={useSignal(language)}
            options={translated(LANGUAGES)}
            onChoose={(id) => language.set(id)}
          />
        </SheetRow>
        <SheetRow
          label={t('Less motion')}
          hint={t('Menus and notices appear at once. The system’s own wish always counts.')}
        >
          <Switch label={t('Less motion')} on={useSignal(stillness)} onChange={(on) => stillness.set(on)} />
        </SheetRow>
        <SheetRow label={t('Lengths in')} hint={t('Other units can be typed, too: 12cm, 3/4in, 2ft+1in.')}>
          <Choice
            label={t('Lengths in')}
            value={useSignal(lengthUnit)}
            options={LENGTH_UNITS.map(({ id }) => ({ id, label: id }))}
            onChoose={(id) => lengthUnit.set(id)}
          />
        </SheetRow>
      </section>
      <section>
        <h3 className="section-title">{t('Keyboard')}</h3>
        <SheetRow label={t('Shortcuts as in')}>
          <Choice
            label={t('Shortcuts as in')}
            value={useSignal(preset)}
            options={PRESET_NAMES}
            onChoose={choosePreset}
          />
        </SheetRow>
        <SheetRow
          label={t('Shortcuts of a single key')}
          hint={t('Switch these off when you dictate, or press letters by accident.')}
        >
          <Switch
            label={t('Shortcuts of a single key')}
            on={useSignal(singleKeys)}
            onChange={(on) => singleKeys.set(on)}
          />
        </SheetRow>
        <div className="settings-foot">
          <Button
            icon="keyboard"
            onClick={() => {
              settingsOpen.set(false);
              command('view.shortcuts').run(session);
            }}
          >
            {t('See all shortcuts')}
          </Button>
        </div>
      </section>
      <section>
        <h3 className="section-title">{t('This device')}</h3>
        <SheetRow
          label={t('Keep scenes on this device')}
          hint={t('They open without a connection. Switch this off where others use this browser, too.')}
        >
          <Switch
            label={t('Keep scenes on this device')}
            on={useSignal(keepScenes)}
            onChange={(on) => keepScenes.set(on)}
          />
        </SheetRow>
        <div className="settings-foot">
          <Button
            icon="trash"
            onClick={() => {
              settingsOpen.set(false);
              command('settings.forget').run(session);
            }}
          >
            {t('Forget this scene here')}
          </Button>
        </div>
      </section>
    </>
  );
}
