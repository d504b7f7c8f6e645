import { useTranslation } from '@/shared/i18n';
import type { Language } from '@/shared/lib/preferences';
import { SegmentedControl } from './segmented-control';

interface LanguageChoiceProps {
  value: Language;
  onChange: (language: Language) => void;
  /** Spoken name, unless a `Field` with `group` gives one. */
  label?: string;
}

/** One of the languages of the product, each by its own name. */
export function LanguageChoice({ value, onChange, label }: LanguageChoiceProps) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      value={value}
      onChange={onChange}
      segments={[
        { value: 'ru', label: t('shell.russian') },
        { value: 'en', label: t('shell.english') },
      ]}
      {...(label === undefined ? {} : { label })}
    />
  );
}
