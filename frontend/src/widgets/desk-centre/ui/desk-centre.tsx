import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { briefQuery } from '@/entities/call';
import type { Call, RingBrief } from '@/entities/call';
import { useCan, useProfile } from '@/entities/session';
import { canClassify } from '@/features/classify-call';
import { useTranslation } from '@/shared/i18n';
import { SegmentedControl } from '@/shared/ui/segmented-control';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { useCentreTab } from '../model/use-centre-tab';
import { OrderPanel, orderDraftKey } from './order-panel';
import { WrapUpPanel } from './wrap-up-panel';

interface DeskCentreProps {
  call: Call;
  /** As the ring brought it; asked for when it did not. */
  brief: RingBrief | null;
  isWrapUp: boolean;
  isOver: boolean;
  onDone: () => void;
}

/** The middle of the desk: the order from a call, and the outcome once it is over. */
export function DeskCentre({ call, brief, isWrapUp, isOver, onDone }: DeskCentreProps) {
  const { t } = useTranslation('calls');
  const profile = useProfile();
  const can = useCan();
  const box = useRef<HTMLElement>(null);
  const [tab, setTab] = useCentreTab({ isWrapUp, orderDraft: orderDraftKey(profile.id, call.id), box });
  // A made order gives the form back empty, so that nobody makes it twice.
  const [madeCount, setMadeCount] = useState(0);
  const canOrder = can('orders:create');
  const canOutcome = isOver && canClassify(profile, call);
  const tabs = [...(canOrder ? (['order'] as const) : []), ...(canOutcome ? (['outcome'] as const) : [])];
  const shown = tabs.find((open) => open === tab) ?? tabs[0];
  return (
    <section
      ref={box}
      aria-label={t('desk.centerTabs')}
      className="flex min-h-0 flex-1 flex-col rounded-lg border border-line-subtle bg-panel"
    >
      {tabs.length > 1 && (
        <div className="px-4 pt-3 pb-2 [--control:28px] pointer-coarse:[--control:44px]">
          <SegmentedControl
            label={t('desk.centerTabs')}
            value={shown ?? null}
            onChange={setTab}
            segments={[
              { value: 'order', label: t('desk.orderTab') },
              { value: 'outcome', label: t('desk.outcomeTab') },
            ]}
          />
        </div>
      )}
      {shown === 'outcome' && <WrapUpPanel call={call} onDone={onDone} />}
      {shown === 'order' && (
        <OrderFromCall
          key={madeCount}
          call={call}
          brief={brief}
          onCreated={() => {
            setMadeCount(madeCount + 1);
            setTab('outcome');
          }}
        />
      )}
    </section>
  );
}

/** The form waits for the brief, so that it is filled in before a person can touch it. */
function OrderFromCall({
  call,
  brief,
  onCreated,
}: Pick<DeskCentreProps, 'call' | 'brief'> & { onCreated: () => void }) {
  const asked = useQuery({ ...briefQuery(call.id), enabled: brief === null });
  if (brief === null && asked.isPending) return <SkeletonLines lines={8} />;
  return <OrderPanel call={call} brief={brief ?? asked.data ?? null} onCreated={onCreated} />;
}

/** An order without a call. */
export function FreeOrder({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('calls');
  return (
    <section
      aria-label={t('desk.newOrder')}
      className="flex min-h-0 flex-1 flex-col rounded-lg border border-line-subtle bg-panel"
    >
      <OrderPanel call={null} brief={null} onCreated={onDone} />
    </section>
  );
}
