import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '@/shared/i18n';
import { IconButton } from './icon-button';
import { Input } from './input';
import type { InputProps } from './input';

/** A password or the like, dotted until its owner wants to see it. */
export function SecretInput(props: Omit<InputProps, 'type' | 'trailing'>) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <Input
      spellCheck={false}
      maxLength={256}
      {...props}
      type={shown ? 'text' : 'password'}
      trailing={
        <IconButton
          size="sm"
          icon={shown ? EyeOff : Eye}
          label={shown ? t('field.hidePassword') : t('field.showPassword')}
          onClick={() => {
            setShown(!shown);
          }}
        />
      }
    />
  );
}
