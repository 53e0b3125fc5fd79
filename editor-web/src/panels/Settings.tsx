import { type ReactNode, useEffect, useRef } from 'react';
import { t } from '../i18n/i18n';
import { command } from '../state/commands';
import { useSession, useSignal } from '../state/hooks';
import { LANGUAGES, language } from '../state/language';
import { preset, singleKeys, stillness, theme } from '../state/preferences';
import { choosePreset, PRESET_NAMES, settingsOpen, THEMES } from '../state/settingsCommands';
import { Button, IconButton } from '../ui/Button';
import { Choice, Switch } from '../ui/Choice';

/** How the page looks and what its keys are: for oneself, in this browser. */
export function Settings() {
  const open = useSignal(settingsOpen);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) {
      dialog.current?.showModal();
      dialog.current?.focus();
    } else {
      dialog.current?.close();
    }
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      className="sheet"
      tabIndex={-1}
      aria-label={t('Settings')}
      // Told late: by then it may be open again.
      onClose={(event) => settingsOpen.set(event.currentTarget.open)}
      onClick={(event) => {
        if (event.target === dialog.current) {
          settingsOpen.set(false);
        }
      }}
    >
      {open && <Body />}
    </dialog>
  );
}

function Body() {
  const session = useSession();
  const translated = <T extends string>(options: readonly { id: T; label: string }[]) =>
    options.map(({ id, label }) => ({ id, label: t(label) }));
  return (
    <div className="sheet-body settings">
      <header className="sheet-head">
        <h2>{t('Settings')}</h2>
        <IconButton icon="close" label={t('Close')} onClick={() => settingsOpen.set(false)} />
      </header>
      <section>
        <h3 className="section-title">{t('Look')}</h3>
        <Row label={t('Theme')}>
          <Choice
            label={t('Theme')}
            value={useSignal(theme)}
            options={translated(THEMES)}
            onChoose={(id) => theme.set(id)}
          />
        </Row>
        <Row label={t('Language')}>
          <Choice
            label={t('Language')}
            value={useSignal(language)}
            options={translated(LANGUAGES)}
            onChoose={(id) => language.set(id)}
          />
        </Row>
        <Row
          label={t('Less motion')}
          hint={t('Menus and notices appear at once. The system’s own wish always counts.')}
        >
          <Switch label={t('Less motion')} on={useSignal(stillness)} onChange={(on) => stillness.set(on)} />
        </Row>
      </section>
      <section>
        <h3 className="section-title">{t('Keyboard')}</h3>
        <Row label={t('Shortcuts as in')}>
          <Choice
            label={t('Shortcuts as in')}
            value={useSignal(preset)}
            options={PRESET_NAMES}
            onChoose={choosePreset}
          />
        </Row>
        <Row
          label={t('Shortcuts of a single key')}
          hint={t('Switch these off when you dictate, or press letters by accident.')}
        >
          <Switch
            label={t('Shortcuts of a single key')}
            on={useSignal(singleKeys)}
            onChange={(on) => singleKeys.set(on)}
          />
        </Row>
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
    </div>
  );
}

function Row({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
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
