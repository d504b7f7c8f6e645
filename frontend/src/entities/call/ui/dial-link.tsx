import { PhoneOutgoing } from 'lucide-react';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Icon } from '@/shared/ui/icon';
import { tooltip } from '@/shared/ui/tooltip';

/** Hands the number to the telephone of this machine, whichever the person has set for `tel:`. */
export function DialLink({ phone }: { phone: string }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const label = t('action.dialNumber', { phone: format.phone(phone) });
  return (
    <a
      href={`tel:${phone}`}
      aria-label={label}
      {...tooltip(label)}
      className="inline-flex h-(--control-sm) items-center gap-1.5 rounded-md border border-line bg-panel px-2 text-12 font-medium shadow-xs hover:bg-hover"
    >
      <Icon of={PhoneOutgoing} size={14} className="text-ink-2" />
      {t('action.dial')}
    </a>
  );
}
