import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { dispositionsQuery, LegTimeline, useDispositionName } from '@/entities/call';
import { LinkedOrder } from '@/entities/order';
import type { CallDetails } from '@/entities/call';
import { useCan, useProfile } from '@/entities/session';
import { canClassify, OutcomeForm } from '@/features/classify-call';
import { useTranslation } from '@/shared/i18n';
import { isErasedPhone } from '@/shared/lib/erased-phone';
import { CallFacts } from './call-facts';
import { RecordingList } from './recording-list';

interface CallCardProps {
  call: CallDetails;
  /** Second of the recording a link leads to. */
  startAt: number;
}

/** All facts of a call on one side, what one does with it on the other. */
export function CallCard({ call, startAt }: CallCardProps) {
  const { t } = useTranslation('calls');
  const can = useCan();
  return (
    <div className="grid gap-x-8 px-4 pb-6 sm:px-6 md:grid-cols-2">
      <div>
        <Part title={t('card.facts')}>
          <CallFacts call={call} />
        </Part>
        {call.legs.length > 0 && (
          <Part title={t('card.path')}>
            <LegTimeline legs={call.legs} />
          </Part>
        )}
      </div>
      <div>
        <Part title={t('card.outcome')}>
          <Outcome call={call} />
        </Part>
        <Part title={t('card.recordings')}>
          <RecordingList call={call} canListen={can('recordings:listen')} startAt={startAt} />
        </Part>
        <Part title={t('card.orders')}>
          {call.orders.length === 0 ? (
            <p className="text-ink-3">{t('card.noOrders')}</p>
          ) : (
            <ul className="flex flex-col gap-1">
              {call.orders.map((order) => (
                <li key={order.id} className="flex min-h-8 items-center">
                  <LinkedOrder order={order} />
                </li>
              ))}
            </ul>
          )}
        </Part>
      </div>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-t border-line-subtle py-4 first:border-t-0">
      <h3 className="pb-2 font-semibold">{title}</h3>
      {children}
    </section>
  );
}

/** The form for those who may set the outcome, its words for the others. */
function Outcome({ call }: { call: CallDetails }) {
  const { t } = useTranslation('calls');
  const profile = useProfile();
  const { data: dispositions } = useQuery(dispositionsQuery);
  const nameOf = useDispositionName(dispositions);
  const isErased = isErasedPhone(call.phoneClient);
  if (canClassify(profile, call) && !isErased) return <OutcomeForm key={call.id} call={call} />;
  return (
    <>
      <p>{call.disposition === null ? t('card.noOutcome') : nameOf(call.disposition)}</p>
      {call.comment !== null && (
        <p className="mt-1 break-words whitespace-pre-line text-ink-2">{call.comment}</p>
      )}
      {profile.permissions.includes('calls:update') && !isErased && (
        <p className="mt-1 text-12 text-ink-3">{t('card.notYours')}</p>
      )}
    </>
  );
}
