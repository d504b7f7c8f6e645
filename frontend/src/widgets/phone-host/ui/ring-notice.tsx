import { BellOff, PhoneIncoming } from 'lucide-react';
import { hushCall, usePhone } from '@/entities/call';
import { useCaller, useReasonLines } from '@/features/know-caller';
import type { OwnCall, RingBrief } from '@/entities/call';
import { useTranslation } from '@/shared/i18n';
import { Button } from '@/shared/ui/button';
import { Elapsed } from '@/shared/ui/elapsed';
import { Icon } from '@/shared/ui/icon';

interface RingNoticeProps {
  own: OwnCall;
  moreCount: number;
  onTake: () => void;
}

/** A ring on a page that is not the desk: it says who calls and takes neither the focus nor the page. */
export function RingNotice({ own, moreCount, onTake }: RingNoticeProps) {
  const { t } = useTranslation('calls');
  const { call, brief, ringingSince } = own;
  const isHushed = usePhone(({ hushed }) => hushed.includes(call.id));
  const { name, phone, source } = useCaller(call, brief);
  return (
    <div
      role="alertdialog"
      aria-label={t('ring.label')}
      data-hue="state-ringing"
      className="fixed end-4 top-14 z-(--z-ring) w-90 animate-rise rounded-xl bg-raised shadow-lg ring-[1.5px] ring-hue max-sm:inset-x-2 max-sm:top-2 max-sm:w-auto"
    >
      <div className="flex items-start gap-3 p-4 pb-3">
        <span className="relative grid size-10 shrink-0 place-items-center rounded-full bg-hue-soft text-hue-text ring-1 ring-hue-line after:absolute after:-inset-1 after:animate-ring after:rounded-full after:border-2 after:border-hue motion-reduce:after:animate-none motion-reduce:after:opacity-50">
          <Icon of={PhoneIncoming} size={20} />
        </span>
        <div className="min-w-0 flex-1">
          <p className="truncate text-16 font-semibold">{name}</p>
          <p className="truncate text-ink-2">{phone ?? source}</p>
          {phone !== null && <p className="truncate text-12 text-ink-3">{source}</p>}
        </div>
        <div className="shrink-0 text-end">
          <Elapsed since={ringingSince} className="text-20 font-semibold text-hue-text" />
          {moreCount > 0 && <p className="text-12 text-ink-2">{t('ring.more', { count: moreCount })}</p>}
        </div>
      </div>
      <FirstReason brief={brief} />
      <div className="flex items-center justify-end gap-2 border-t border-line-subtle px-3 py-2.5">
        <Button
          icon={BellOff}
          disabled={isHushed}
          onClick={() => {
            hushCall(call.id);
          }}
        >
          {isHushed ? t('ring.hushed') : t('ring.hush')}
        </Button>
        <Button intent="primary" combo="F2" onClick={onTake}>
          {t('ring.open')}
        </Button>
      </div>
    </div>
  );
}

function FirstReason({ brief }: { brief: RingBrief | null }) {
  const lines = useReasonLines(brief?.timezone ?? null);
  const [reason] = lines(brief?.reasons ?? []);
  if (reason === undefined) return null;
  return (
    <p data-hue={reason.hue} className="flex items-center gap-2 border-t border-line-subtle px-4 py-2">
      <Icon of={reason.icon} className="text-hue" />
      <span className="min-w-0 truncate">
        {reason.lead !== null && <strong className="font-semibold">{reason.lead} </strong>}
        {reason.text}
      </span>
    </p>
  );
}
