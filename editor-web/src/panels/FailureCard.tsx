import { useState } from 'react';
import { t } from '../i18n/i18n';
import type { EngineFailure } from '../state/hooks';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import type { IconName } from '../ui/Icon';

interface Advice {
  icon: IconName;
  title: string;
  why: string;
  what: string;
}

const ADVICE: Readonly<Record<EngineFailure['kind'], Advice>> = {
  insecure: {
    icon: 'gpu',
    title: 'This address is not secure',
    why: 'Browsers give a page the graphics card (WebGPU) only over https, or on localhost.',
    what: 'Open the scene at its https address. If you run the server, put TLS before it.',
  },
  'no-webgpu': {
    icon: 'gpu',
    title: 'No WebGPU here',
    why: 'The viewport draws with WebGPU, and this browser offers no adapter for it.',
    what: 'Use a current Chrome, Edge, Firefox or Safari with hardware acceleration turned on. On Linux, Chrome may need chrome://flags/#enable-unsafe-webgpu.',
  },
  'no-wasm-gc': {
    icon: 'warning',
    title: 'This browser is too old',
    why: 'The engine is WebAssembly with garbage collection, which came with Chrome 119, Firefox 120 and Safari 18.2.',
    what: 'Update the browser and open the scene again.',
  },
  'load-failed': {
    icon: 'warning',
    title: 'The engine could not be loaded',
    why: 'The server did not deliver the engine, or a proxy on the way changed it.',
    what: 'Check the connection and try again.',
  },
  'device-lost': {
    icon: 'gpu',
    title: 'The graphics card went away',
    why: 'Its driver was restarted or updated, or the computer slept.',
    what: 'Load the page again. Every change you made is on the server or kept in this browser.',
  },
  crashed: {
    icon: 'warning',
    title: 'The engine has stopped',
    why: 'This is a fault of Diorama, not of yours.',
    what: 'Load the page again. Every change you made is on the server or kept in this browser.',
  },
};

interface FailureCardProps {
  failure: EngineFailure;
  /** Whether all but the viewport works. */
  working?: boolean;
}

/** Why there is no viewport, what can be done, and the details for a report. */
export function FailureCard({ failure, working = false }: FailureCardProps) {
  const [copied, setCopied] = useState(false);
  const advice = ADVICE[failure.kind];
  const report = `${failure.kind}: ${failure.detail}\n${navigator.userAgent}\n${location.href}`;

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(report);
      setCopied(true);
    } catch {
      // No clipboard on an insecure page: the details can be selected by hand.
      setCopied(false);
    }
  }

  return (
    <Card
      icon={advice.icon}
      title={t(advice.title)}
      tone="bad"
      actions={
        <>
          <Button kind="primary" onClick={() => location.reload()}>
            {t('Load again')}
          </Button>
          <Button onClick={() => void copy()}>{copied ? t('Copied') : t('Copy details')}</Button>
        </>
      }
    >
      <p>{t(advice.why)}</p>
      <p>{t(advice.what)}</p>
      {working && <p>{t('You can go on without a picture: the tree, the inspector and the replay work.')}</p>}
      <p className="card-detail">{failure.detail}</p>
    </Card>
  );
}
