import { useQuery } from '@tanstack/react-query';
import { ShieldCheck, ShieldOff } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { secondFactorQuery, useRenewRecoveryCodes } from '@/entities/second-factor';
import type { SecondFactor } from '@/entities/second-factor';
import { useProfile } from '@/entities/session';
import { RecoveryCodes, SetUpSecondFactor } from '@/features/security/set-up-second-factor';
import { TurnOffDialog } from '@/features/security/turn-off-second-factor';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Badge } from '@/shared/ui/badge';
import { Button } from '@/shared/ui/button';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { ErrorState } from '@/shared/ui/error-state';
import { Panel } from '@/shared/ui/panel';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { notify } from '@/shared/ui/toast';

const fewCodes = 3;

/** One's own second factor: whether it is on, its recovery codes, and turning it on and off. Texts: `factor`. */
export function MySecondFactor() {
  const { t } = useTranslation(['factor', 'common']);
  const { login } = useProfile();
  const factor = useQuery(secondFactorQuery);
  const [isSettingUp, setIsSettingUp] = useState(false);
  const isOn = factor.data !== undefined && factor.data.enabledAt !== null;
  const leave = (): void => {
    setIsSettingUp(false);
  };
  return (
    <Panel
      title={t('title')}
      note={t('note')}
      actions={
        factor.data !== undefined && (
          <Badge hue={isOn ? 'success' : 'state-offline'} icon={isOn ? ShieldCheck : ShieldOff}>
            {isOn ? t('state.on') : t('state.off')}
          </Badge>
        )
      }
    >
      {isSettingUp ? (
        <SetUpSecondFactor
          login={login}
          onDone={leave}
          onCancel={leave}
          cancelLabel={t('common:action.cancel')}
        />
      ) : (
        <State
          factor={factor.data}
          login={login}
          failure={
            factor.isError ? (
              <ErrorState
                error={factor.error}
                retrying={factor.isFetching}
                onRetry={() => void factor.refetch()}
              />
            ) : null
          }
          onSetUp={() => {
            setIsSettingUp(true);
          }}
        />
      )}
    </Panel>
  );
}

interface StateProps {
  factor: SecondFactor | undefined;
  login: string;
  failure: ReactNode;
  onSetUp: () => void;
}

function State({ factor, login, failure, onSetUp }: StateProps) {
  const { t } = useTranslation('factor');
  if (factor === undefined) return failure ?? <SkeletonLines inset={false} lines={2} />;
  if (factor.enabledAt !== null) return <TurnedOn factor={factor} since={factor.enabledAt} login={login} />;
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="max-w-160 text-ink-2">{t('offText')}</p>
      <Button intent="primary" onClick={onSetUp}>
        {t('turnOn')}
      </Button>
    </div>
  );
}

interface TurnedOnProps {
  factor: SecondFactor;
  since: string;
  login: string;
}

function TurnedOn({ factor, since, login }: TurnedOnProps) {
  const { t } = useTranslation('factor');
  const format = useFormat();
  const renew = useRenewRecoveryCodes();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [asked, setAsked] = useState<'renew' | 'off' | null>(null);
  const close = (): void => {
    setAsked(null);
  };
  if (codes !== null) {
    return (
      <RecoveryCodes
        codes={codes}
        login={login}
        onDone={() => {
          setCodes(null);
        }}
      />
    );
  }
  const renewCodes = (): void => {
    renew.mutate(undefined, {
      onSuccess: setCodes,
      onError: (error) => {
        notify({ kind: 'error', text: problemText(error) });
      },
      onSettled: close,
    });
  };
  const left = factor.recoveryCodesLeft;
  return (
    <div className="flex flex-col gap-3">
      <p className="max-w-160 text-ink-2">{t('onSince', { date: format.dateTime(since) })}</p>
      <p className={left <= fewCodes ? 'text-warning' : 'text-ink-2'}>{t('codes.left', { count: left })}</p>
      <div className="flex flex-wrap gap-2">
        <Button
          onClick={() => {
            setAsked('renew');
          }}
        >
          {t('codes.renew')}
        </Button>
        <Button
          intent="danger"
          onClick={() => {
            setAsked('off');
          }}
        >
          {t('off.open')}
        </Button>
      </div>
      <ConfirmDialog
        open={asked === 'renew'}
        onClose={close}
        onConfirm={renewCodes}
        busy={renew.isPending}
        title={t('codes.renewTitle')}
        text={t('codes.renewText')}
        confirmLabel={t('codes.renewConfirm')}
      />
      <TurnOffDialog open={asked === 'off'} onClose={close} />
    </div>
  );
}
