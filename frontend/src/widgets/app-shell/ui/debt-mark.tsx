import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';

/** A red dot at the icon of calls while clients are owed one; beside words the number as well, which is then spoken. */
export function DebtMark({ count, worded }: { count: number; worded: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!worded) return <Dot className="absolute end-[calc(50%-12px)] top-[calc(50%-12px)]" />;
  return (
    <span className="ms-auto flex items-center gap-1.5 text-12 font-normal text-ink-2">
      <Dot />
      <span aria-hidden>{format.number(count)}</span>
      <span className="sr-only">{`. ${t('nav.debts', { count })}`}</span>
    </span>
  );
}

function Dot({ className = '' }: { className?: string }) {
  return (
    <span
      aria-hidden
      data-hue="danger"
      className={`size-1.75 rounded-full bg-hue ring-2 ring-app ${className}`}
    />
  );
}
