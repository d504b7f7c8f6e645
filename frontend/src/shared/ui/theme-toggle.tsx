import { Moon, Sun } from 'lucide-react';
import { useTranslation } from '@/shared/i18n';
import { shownTheme, usePreferences } from '@/shared/lib/preferences';
import { IconButton } from './icon-button';

/** From light to dark and back, by one press. */
export function ThemeToggle() {
  const { t } = useTranslation();
  const { theme, setTheme } = usePreferences();
  const dark = shownTheme(theme) === 'dark';
  return (
    <IconButton
      icon={dark ? Sun : Moon}
      label={dark ? t('shell.toLight') : t('shell.toDark')}
      onClick={() => {
        setTheme(dark ? 'light' : 'dark');
      }}
    />
  );
}
