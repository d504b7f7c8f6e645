import { useState } from 'react';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { Panel } from '@/shared/ui/panel';
import { notify } from '@/shared/ui/toast';
import { useEnding } from '../api/sessions.queries';
import type { Ending } from '../api/sessions.queries';
import { DeviceList } from './device-list';
import { SessionList } from './session-list';

/** Sessions and devices, each with its end; what cannot be taken back is asked about first. */
export function MySessions() {
  const { t } = useTranslation(['security', 'common']);
  const [asked, setAsked] = useState<Ending | null>(null);
  const end = useEnding();
  const close = (): void => {
    setAsked(null);
  };
  const confirm = (ending: Ending): void => {
    end.mutate(ending, {
      onSuccess: () => {
        notify({ kind: 'success', text: t(`sessions.${ending.kind}.done`) });
      },
      onError: (error) => {
        notify({ kind: 'error', text: problemText(error) });
      },
      onSettled: close,
    });
  };
  return (
    <Panel title={t('sessions.title')} note={t('sessions.note')}>
      <SessionList onEnd={setAsked} />
      <h3 className="mt-5 mb-1 font-semibold">{t('devices.title')}</h3>
      <p className="mb-2 max-w-160 text-12 text-ink-3">{t('devices.note')}</p>
      <DeviceList onForget={setAsked} />
      {asked !== null && (
        <ConfirmDialog
          open
          danger
          busy={end.isPending}
          onClose={close}
          onConfirm={() => {
            confirm(asked);
          }}
          title={t(`sessions.${asked.kind}.title`, { device: nameOf(asked) ?? t('unknownDevice') })}
          text={<p>{t(`sessions.${asked.kind}.text`)}</p>}
          confirmLabel={t(`sessions.${asked.kind}.confirm`)}
        />
      )}
    </Panel>
  );
}

function nameOf(ending: Ending): string | undefined {
  if (ending.kind === 'session') return ending.session.device || undefined;
  return ending.kind === 'device' ? ending.device.device || undefined : undefined;
}
