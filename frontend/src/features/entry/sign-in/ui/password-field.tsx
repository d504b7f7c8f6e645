import { Eye, EyeOff, Keyboard } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '@/shared/i18n';
import { Field } from '@/shared/ui/field';
import { Icon } from '@/shared/ui/icon';
import { IconButton } from '@/shared/ui/icon-button';
import { Input } from '@/shared/ui/input';
import { useKeyboardState } from '../model/use-keyboard-state';

/** Password with a way to see it, and words about Caps Lock and the layout. */
export function PasswordField({ error }: { error: string | undefined }) {
  const { t } = useTranslation(['auth', 'common']);
  const [shown, setShown] = useState(false);
  const { capsLock, layout, onKey } = useKeyboardState();
  const words = {
    russian: t('auth:layoutRussian'),
    english: t('auth:layoutEnglish'),
  };
  return (
    <Field
      label={t('auth:password')}
      error={error}
      hint={
        (capsLock || layout !== null) && (
          <span className={capsLock ? 'flex items-center gap-1 text-warning' : 'flex items-center gap-1'}>
            <Icon of={Keyboard} size={12} />
            {capsLock || layout === null ? t('auth:capsLock') : words[layout]}
          </span>
        )
      }
    >
      <Input
        name="password"
        size="lg"
        type={shown ? 'text' : 'password'}
        autoComplete="current-password"
        maxLength={256}
        spellCheck={false}
        onKeyDown={onKey}
        onKeyUp={onKey}
        trailing={
          <IconButton
            size="sm"
            icon={shown ? EyeOff : Eye}
            label={shown ? t('common:field.hidePassword') : t('common:field.showPassword')}
            onClick={() => {
              setShown(!shown);
            }}
          />
        }
      />
    </Field>
  );
}
