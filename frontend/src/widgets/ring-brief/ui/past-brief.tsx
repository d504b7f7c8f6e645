import type { ReactNode } from 'react';
import { CallState, DebtClock } from '@/entities/call';
import { useCaller } from '@/features/know-caller';
import type { Call, Debt, RingBrief } from '@/entities/call';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { BriefFrame } from './brief-frame';
import { FirstReason } from './reason-list';

interface PastBriefProps {
  call: Call;
  brief: RingBrief | null;
  /** The client waits to be called back. */
  debt: Debt | null;
  actions?: ReactNode;
}

/** The client of a call that is over: a debt to be called back, or a call one goes on working at. */
export function PastBrief({ call, brief, debt, actions }: PastBriefProps) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const caller = useCaller(call, brief);
  return (
    <BriefFrame label={debt === null ? t('card.client') : t('debt.label')} tone="rest">
      <div className="flex min-h-13 flex-wrap items-center gap-3 py-2.5 ps-4 pe-3">
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-16 leading-5 font-semibold">{caller.name}</h2>
          <p className="truncate text-12 text-ink-2">
            {[caller.phone, caller.source].filter(Boolean).join(' · ')}
          </p>
        </div>
        <span className="flex items-center gap-2">
          <CallState call={call} hue={debt === null ? undefined : 'danger'} />
          {debt === null ? (
            <span className="text-ink-3">{format.dateTime(call.dateCreate)}</span>
          ) : (
            <DebtClock precise since={debt.lastMissedAt} />
          )}
        </span>
        {actions}
      </div>
      <div className="flex items-center gap-4 border-t border-line-subtle px-4 py-2">
        <FirstReason brief={brief} />
        {debt !== null && (
          <span className="ms-auto whitespace-nowrap text-ink-2">
            {t('debt.tries', { count: debt.tries })}
          </span>
        )}
      </div>
    </BriefFrame>
  );
}
