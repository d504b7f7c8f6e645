import { Search, X } from 'lucide-react';
import { useTranslation } from '@/shared/i18n';
import { IconButton } from './icon-button';
import { Input } from './input';
import type { InputProps } from './input';

type SearchInputProps = Omit<InputProps, 'value' | 'onChange' | 'icon' | 'trailing' | 'type'> & {
  /** Spoken name; there is no visible label. */
  label: string;
  value: string;
  onChange: (value: string) => void;
};

/** A search field of a list, with a cross once there is something to clear. */
export function SearchInput({ label, value, onChange, placeholder, ...props }: SearchInputProps) {
  const { t } = useTranslation();
  return (
    <Input
      {...props}
      type="search"
      aria-label={label}
      placeholder={placeholder ?? label}
      maxLength={100}
      icon={Search}
      value={value}
      onChange={(event) => {
        onChange(event.target.value);
      }}
      trailing={
        value !== '' && (
          <IconButton
            size="sm"
            icon={X}
            label={t('field.clear')}
            onClick={() => {
              onChange('');
            }}
          />
        )
      }
    />
  );
}
