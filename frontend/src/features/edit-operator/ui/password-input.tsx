import { Copy, Dices } from 'lucide-react';
import { maxPasswordLength, PasswordStrength } from '@/entities/password';
import { useTranslation } from '@/shared/i18n';
import { useCopy } from '@/shared/lib/use-copy';
import { Button } from '@/shared/ui/button';
import { Input } from '@/shared/ui/input';
import type { OwnField } from '@/shared/ui/record-fields';
import { generatePassword } from '../model/new-password';

interface PasswordInputProps {
  field: OwnField;
  /** What an attacker knows of the person. */
  words: readonly string[];
}

/** A password for somebody else: in sight, because it is handed over, and made by one press. */
export function PasswordInput({ field, words }: PasswordInputProps) {
  const { t } = useTranslation(['admin', 'common']);
  const copy = useCopy();
  const value = typeof field.value === 'string' ? field.value : '';
  return (
    <span className="flex flex-col gap-1">
      <span className="flex flex-wrap items-center gap-2">
        <span className="min-w-48 flex-1">
          <Input
            {...field}
            value={value}
            maxLength={maxPasswordLength}
            autoComplete="new-password"
            spellCheck={false}
          />
        </span>
        <Button
          icon={Dices}
          onClick={() => {
            field.onChange(generatePassword());
          }}
        >
          {t('operator.generate')}
        </Button>
        <Button icon={Copy} disabled={value === ''} onClick={() => void copy(value)}>
          {t('common:action.copy')}
        </Button>
      </span>
      <PasswordStrength password={value} words={words} />
    </span>
  );
}
