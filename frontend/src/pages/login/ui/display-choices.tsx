import { Moon, Sun } from 'lucide-react';
import { useTranslation } from '@/shared/i18n';
import { cn } from '@/shared/lib/class-names';
import { shownTheme, usePreferences } from '@/shared/lib/preferences';
import type { Language } from '@/shared/lib/preferences';
import { Icon } from '@/shared/ui/icon';

/** Language and theme, before anybody is signed in. */
export function DisplayChoices() {
  const { t } = useTranslation();
  const { theme, setTheme } = usePreferences();
  const dark = shownTheme(theme) === 'dark';
  return (
    <div className="flex items-center gap-4 text-12 text-ink-3">
      <LanguageChoice language="ru" name={t('shell.russian')} />
      <LanguageChoice language="en" name={t('shell.english')} />
      <button
        type="button"
        aria-label={dark ? t('shell.toLight') : t('shell.toDark')}
        onClick={() => {
          setTheme(dark ? 'light' : 'dark');
        }}
        className="ms-auto inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-ink pointer-coarse:min-h-11"
      >
        <Icon of={dark ? Moon : Sun} size={14} />
        {dark ? t('shell.themeDark') : t('shell.themeLight')}
      </button>
    </div>
  );
}

function LanguageChoice({ language, name }: { language: Language; name: string }) {
  const { language: chosen, setLanguage } = usePreferences();
  return (
    <button
      type="button"
      lang={language}
      aria-pressed={language === chosen}
      onClick={() => {
        setLanguage(language);
      }}
      className={cn(
        'min-h-6 rounded-sm hover:text-ink pointer-coarse:min-h-11',
        language === chosen && 'font-medium text-ink-2',
      )}
    >
      {name}
    </button>
  );
}
