import { CircleX } from 'lucide-react';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Banner } from '@/shared/ui/banner';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { notify } from '@/shared/ui/toast';
import { useFillCalls } from '../api/company-numbers.queries';

/** A number that has just been described, and how many of its past calls have neither campaign nor city. */
export interface FillOffer {
  phoneId: number;
  number: string;
  rk: string;
  city: string;
  calls: number;
}

/** Offers to give campaign and city to the calls that came before the number was known. */
export function FillCallsDialog({ offer, onClose }: { offer: FillOffer; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const format = useFormat();
  const fill = useFillCalls();
  const { calls, number, rk, city } = offer;
  return (
    <ConfirmDialog
      open
      title={t('fill.title', { count: calls, calls: format.number(calls) })}
      text={<p>{t('fill.text', { number: format.phone(number), rk, city })}</p>}
      confirmLabel={t('fill.confirm', { count: calls, calls: format.number(calls) })}
      busy={fill.isPending}
      onClose={onClose}
      onConfirm={() => {
        fill.mutate(offer.phoneId, {
          onSuccess: (filled) => {
            notify({
              kind: 'success',
              text: t('fill.done', { count: filled, calls: format.number(filled) }),
            });
            onClose();
          },
        });
      }}
    >
      {fill.isError && (
        <Banner hue="danger" icon={CircleX}>
          {problemText(fill.error)}
        </Banner>
      )}
    </ConfirmDialog>
  );
}
