import { CircleX } from 'lucide-react';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Button } from '@/shared/ui/button';
import { Icon } from '@/shared/ui/icon';

/** A slot that was taken while a form was filled: when, and what is free instead. */
export interface TakenSlot {
  at: string;
  nearest: readonly string[];
}

interface SlotTakenProps {
  taken: TakenSlot;
  timeZone: string;
  onPick: (at: string) => void;
}

/** Somebody was faster: which time is gone and what is free near it. Nothing typed is lost. */
export function SlotTaken({ taken, timeZone, onPick }: SlotTakenProps) {
  const { t } = useTranslation('orders');
  const format = useFormat(timeZone);
  return (
    <div
      role="alert"
      data-hue="danger"
      className="flex flex-wrap items-center gap-2 rounded-lg border border-hue-line px-3 py-2"
    >
      <Icon of={CircleX} className="text-hue" />
      <span>
        {t('slots.taken', { time: format.dateTime(taken.at) })}{' '}
        {taken.nearest.length === 0 ? t('slots.noneNear') : t('slots.nearest')}
      </span>
      {taken.nearest.map((at) => (
        <Button
          key={at}
          size="sm"
          onClick={() => {
            onPick(at);
          }}
        >
          {format.dateTime(at)}
        </Button>
      ))}
    </div>
  );
}
