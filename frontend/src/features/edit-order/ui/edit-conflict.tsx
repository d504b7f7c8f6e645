import { GitBranch } from 'lucide-react';
import { useCityZone } from '@/entities/reference-list';
import { useTranslation } from '@/shared/i18n';
import { noValue } from '@/shared/lib/format';
import { useFormat } from '@/shared/lib/use-format';
import { Button } from '@/shared/ui/button';
import { Icon } from '@/shared/ui/icon';
import type { EditField } from '../model/fields';
import type { OrderEditing } from '../model/use-edit-order';

/** Fields that somebody else changed while I did: both values, and the choice for each. */
export function EditConflict({ editing }: { editing: OrderEditing }) {
  const { t } = useTranslation(['orders', 'common']);
  const words = useFieldWords(editing);
  if (editing.conflicts.length === 0) return null;
  return (
    <section
      role="alert"
      data-hue="warning"
      className="flex flex-col gap-3 rounded-lg border border-hue-line p-4"
    >
      <div className="flex gap-3">
        <Icon of={GitBranch} className="mt-0.5 text-hue-text" />
        <div>
          <h3 className="font-semibold">{t('orders:conflict.title')}</h3>
          <p className="text-ink-2">{t('orders:conflict.text')}</p>
        </div>
      </div>
      {editing.conflicts.map(({ field, mine, theirs }) => (
        <div key={field} className="flex flex-col gap-2 rounded-md bg-sunken p-3">
          <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[112px_1fr_1fr]">
            <dt className="text-ink-2">{t(`orders:field.${field}`)}</dt>
            <dd className="break-words">{t('orders:conflict.mine', { value: words(field, mine) })}</dd>
            <dd className="break-words">{t('orders:conflict.theirs', { value: words(field, theirs) })}</dd>
          </dl>
          <div className="flex flex-wrap gap-2">
            <Button
              size="sm"
              onClick={() => {
                editing.keepMine(field);
              }}
            >
              {t('common:action.keepMine')}
            </Button>
            <Button
              size="sm"
              onClick={() => {
                editing.takeTheirs(field);
              }}
            >
              {t('common:action.takeTheirs')}
            </Button>
          </div>
        </div>
      ))}
    </section>
  );
}

function useFieldWords(editing: OrderEditing): (field: EditField, text: string) => string {
  const { t } = useTranslation('orders');
  const format = useFormat(useCityZone()(editing.textOf('city')));
  return (field, text) => {
    if (text === '') return noValue;
    switch (field) {
      case 'dateMeeting':
      case 'dateCloseWorkshop':
        return format.dateTime(text);
      case 'phone':
        return format.phone(text);
      case 'typeEquipment':
        return t(`equipment.${text as 'kp'}`);
      case 'typeOrder':
        return t(`kind.${text as 'repeat'}`);
      case 'clientName':
      case 'city':
      case 'rk':
      case 'avitoName':
      case 'address':
      case 'problem':
      case 'comment':
      case 'result':
      case 'expenditure':
      case 'prepayment':
        return text;
    }
  };
}
