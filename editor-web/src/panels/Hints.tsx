import { useEffect } from 'react';
import { t } from '../i18n/i18n';
import { FIRST_STEPS, watchFirstSteps } from '../state/firstSteps';
import { useSession, useSignal } from '../state/hooks';
import { firstSteps } from '../state/preferences';
import { IconButton } from '../ui/Button';

/** What to try first, one thing at a time: each stays until it was done, and all go when somebody waves them away. */
export function Hints() {
  const session = useSession();
  const done = useSignal(firstSteps);
  const step = session.mode === 'edit' ? FIRST_STEPS[done] : undefined;
  useEffect(() => (step === undefined ? undefined : watchFirstSteps(session)), [session, step]);
  if (step === undefined) {
    return null;
  }
  return (
    <section className="hint" aria-label={t('First steps')} data-step={step.id}>
      <span
        className="hint-dots"
        role="img"
        aria-label={t('{done} of {count} done', { done, count: FIRST_STEPS.length })}
      >
        {FIRST_STEPS.map(({ id }, at) => (
          <i key={id} className={at < done ? 'is-done' : at === done ? 'is-next' : ''} />
        ))}
      </span>
      <span className="hint-words" role="status">
        <b>{t(step.label)}</b> {t(step.what)}
      </span>
      <IconButton icon="close" label={t('No more hints')} onClick={() => firstSteps.set(FIRST_STEPS.length)} />
    </section>
  );
}
