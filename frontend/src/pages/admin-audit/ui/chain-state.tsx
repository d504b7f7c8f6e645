import { useQuery } from '@tanstack/react-query';
import { CircleX, Link2Off, ShieldCheck, ShieldQuestion } from 'lucide-react';
import { auditChainQuery } from '@/entities/audit-entry';
import type { AuditVerification } from '@/entities/audit-entry';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Badge } from '@/shared/ui/badge';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { ErrorNote } from '@/shared/ui/error-note';
import { Panel } from '@/shared/ui/panel';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { useVerify } from '../api/audit-actions';

/** How far the log is sealed, what the last look at its chain found, and a look right now. */
export function ChainState() {
  const { t } = useTranslation('audit');
  const chain = useQuery(auditChainQuery);
  const verify = useVerify();
  const last = chain.data?.lastVerification ?? null;
  return (
    <div className="px-4 pb-3 sm:px-6">
      <Panel flush title={t('chain.title')}>
        <div className="flex flex-col gap-3 border-t border-line-subtle px-4 py-3">
          {chain.isPending && <SkeletonLines lines={1} />}
          {chain.data !== undefined && (
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <LastLook last={last} />
              <Sealed {...chain.data} />
              <span className="ms-auto">
                <Button
                  size="sm"
                  icon={ShieldCheck}
                  busy={verify.isPending}
                  onClick={() => {
                    verify.mutate();
                  }}
                >
                  {t('chain.verify')}
                </Button>
              </span>
            </div>
          )}
          {last?.fault != null && <Fault fault={last.fault} />}
          {chain.data === undefined && chain.isError && (
            <ErrorNote error={chain.error} onRetry={() => void chain.refetch()} retrying={chain.isFetching} />
          )}
          {verify.isError && (
            <Banner hue="danger" icon={CircleX}>
              {problemText(verify.error)}
            </Banner>
          )}
        </div>
      </Panel>
    </div>
  );
}

interface SealedProps {
  sealedUpTo: number | null;
  unsealed: number;
  headWrittenAt: string | null;
}

function Sealed({ sealedUpTo, unsealed, headWrittenAt }: SealedProps) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  return (
    <>
      <span className="text-ink-2">
        {sealedUpTo === null ? t('chain.none') : t('chain.sealedUpTo', { number: format.number(sealedUpTo) })}
      </span>
      {unsealed > 0 && (
        <span className="text-ink-2">
          {t('chain.unsealed', { count: unsealed, rows: format.number(unsealed) })}
        </span>
      )}
      {headWrittenAt !== null && (
        <span className="text-12 text-ink-3">
          {t('chain.headWritten', { time: format.dateTime(headWrittenAt) })}
        </span>
      )}
    </>
  );
}

/** Words about the last look, with its time. */
function LastLook({ last }: { last: AuditVerification | null }) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  if (last === null) {
    return (
      <Badge hue="info" icon={ShieldQuestion}>
        {t('chain.neverVerified')}
      </Badge>
    );
  }
  const time = format.dateTime(last.at);
  return last.fault === null ? (
    <Badge hue="success" icon={ShieldCheck}>
      {t(last.isWhole ? 'chain.whole' : 'chain.stretch', { time })}
    </Badge>
  ) : (
    <Badge hue="danger" icon={Link2Off}>
      {t('chain.broken', { time })}
    </Badge>
  );
}

function Fault({ fault }: { fault: NonNullable<AuditVerification['fault']> }) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  return (
    <Banner hue="danger" icon={Link2Off} title={t('chain.brokenTitle')}>
      {t(`chain.fault.${fault.kind}`, { number: format.number(fault.sealNo) })} {t('chain.whatToDo')}
    </Banner>
  );
}
