import { AudioLines, Pause } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCaller } from '@/features/know-caller';
import type { OwnCall } from '@/entities/call';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Badge } from '@/shared/ui/badge';
import { Elapsed } from '@/shared/ui/elapsed';
import { BriefFrame } from './brief-frame';
import { FirstReason } from './reason-list';

/** The bar during a talk: how long, who, and the one reason that matters. */
export function TalkBrief({ own, actions }: { own: OwnCall; actions?: ReactNode }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const { call, brief, talkingSince, ringingSince, heldSince } = own;
  const caller = useCaller(call, brief);
  const isHeld = heldSince !== null;
  const since = talkingSince ?? ringingSince;
  return (
    <BriefFrame
      label={isHeld ? t('state.held') : t('state.talking')}
      hue={isHeld ? 'state-hold' : 'state-talking'}
      tone="state"
    >
      <div className="flex min-h-13 items-center gap-3 py-2.5 ps-4 pe-3">
        <Badge hue={isHeld ? 'state-hold' : 'state-talking'} icon={isHeld ? Pause : AudioLines} size="lg">
          {isHeld && t('state.held')} <Elapsed since={heldSince ?? since} />
        </Badge>
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-16 leading-5 font-semibold">{caller.name}</h2>
          <p className="truncate text-12 text-ink-2">
            {[caller.phone, caller.source].filter(Boolean).join(' · ')}
          </p>
        </div>
        {actions}
      </div>
      <div className="flex items-center gap-4 border-t border-line-subtle px-4 py-2">
        <FirstReason brief={brief} />
        {brief !== null && brief.orders.total > 0 && (
          <span className="ms-auto whitespace-nowrap text-ink-2 max-sm:hidden">
            {t('ring.orders', { count: brief.orders.total })} · {format.money(brief.orders.spent)}
          </span>
        )}
      </div>
    </BriefFrame>
  );
}
