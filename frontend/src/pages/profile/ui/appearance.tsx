import { Monitor, Moon, Rows3, Rows4, Sun } from 'lucide-react';
import { useTranslation } from '@/shared/i18n';
import { usePreferences } from '@/shared/lib/preferences';
import { Field } from '@/shared/ui/field';
import { SegmentedControl } from '@/shared/ui/segmented-control';

/** Theme and density of this browser; both act at once. */
export function Appearance() {
  const { t } = useTranslation(['profile', 'common']);
  const { theme, setTheme, density, setDensity } = usePreferences();
  return (
    <div className="flex flex-wrap gap-x-8 gap-y-3">
      <Field label={t('common:shell.theme')} group reserve={false}>
        <SegmentedControl
          value={theme}
          onChange={setTheme}
          segments={[
            { value: 'light', label: t('common:shell.themeLight'), icon: Sun },
            { value: 'dark', label: t('common:shell.themeDark'), icon: Moon },
            { value: 'system', label: t('common:shell.themeSystem'), icon: Monitor },
          ]}
        />
      </Field>
      <Field label={t('look.density')} group reserve={false}>
        <SegmentedControl
          value={density}
          onChange={setDensity}
          segments={[
            { value: 'comfortable', label: t('look.comfortable'), icon: Rows3 },
            { value: 'compact', label: t('look.compact'), icon: Rows4 },
          ]}
        />
      </Field>
    </div>
  );
}
