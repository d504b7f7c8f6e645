import { isFinal } from '@/entities/order';
import type { OrderCard } from '@/entities/order';
import { useTranslation } from '@/shared/i18n';
import { noValue } from '@/shared/lib/format';
import { useFormat } from '@/shared/lib/use-format';
import { Panel } from '@/shared/ui/panel';

const sums = ['result', 'expenditure', 'clean', 'masterChange'] as const;

/** What the visit came to; what is not known yet is a dash. */
export function OrderMoney({ order }: { order: OrderCard }) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const isOpen = !isFinal(order.statusOrder);
  return (
    <Panel title={t('money.title')} {...(isOpen ? { note: t('money.later') } : {})}>
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        {sums.map((name) => {
          const sum = order[name];
          return (
            <div key={name}>
              <dt className="text-12 text-ink-3">{t(`field.${name}`)}</dt>
              <dd className="text-16">{sum === null ? noValue : format.money(sum)}</dd>
            </div>
          );
        })}
      </dl>
      {order.prepayment !== null && (
        <p className="mt-2 text-12 text-ink-2">
          {t('money.prepaid', { sum: format.money(order.prepayment) })}
        </p>
      )}
      <p className="mt-3 border-t border-line-subtle pt-2 text-12 text-ink-2">{t('money.rule')}</p>
    </Panel>
  );
}
