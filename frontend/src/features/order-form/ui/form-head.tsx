import { CloudCheck } from 'lucide-react';
import { useTranslation } from '@/shared/i18n';
import { usePreferences } from '@/shared/lib/preferences';
import { useFormat } from '@/shared/lib/use-format';
import { Icon } from '@/shared/ui/icon';
import { filledCount, requiredFields } from '../model/order-values';
import type { OrderValues } from '../model/order-values';

interface FormHeadProps {
  /** Left out where the frame around the form has the title. */
  titled: boolean;
  values: OrderValues;
  savedAt: number | null;
}

/** Whose order it is, when the text was last kept, and how much is left to fill. */
export function FormHead({ titled, values, savedAt }: FormHeadProps) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const who = [values.clientName.trim(), values.phone === '' ? '' : format.phone(values.phone)];
  return (
    <div
      className={`flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-2 pb-1 ${titled ? '' : 'sm:px-6'}`}
    >
      {titled && <h2 className="text-13 font-semibold whitespace-nowrap">{t('form.title')}</h2>}
      <span className="min-w-0 truncate text-ink-2">{who.filter((part) => part !== '').join(', ')}</span>
      {savedAt !== null && <SavedMark at={savedAt} />}
      <span className="ms-auto text-12 whitespace-nowrap text-ink-3">
        {t('form.requiredCount')}{' '}
        <b className="font-semibold text-ink">
          {t('form.filled', { filled: filledCount(values), total: requiredFields.length })}
        </b>
      </span>
    </div>
  );
}

function SavedMark({ at }: { at: number }) {
  const { t } = useTranslation('orders');
  const language = usePreferences((state) => state.language);
  return (
    <span className="flex items-center gap-1.5 text-12 whitespace-nowrap text-ink-3">
      <Icon of={CloudCheck} size={14} />
      {t('form.savedAt', { time: new Date(at).toLocaleTimeString(language, { hourCycle: 'h23' }) })}
    </span>
  );
}
