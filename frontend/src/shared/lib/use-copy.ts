import { useTranslation } from '@/shared/i18n';
import { notify } from '@/shared/ui/toast';

/** Puts a text on the clipboard and says so. */
export function useCopy(): (text: string) => Promise<void> {
  const { t } = useTranslation();
  return async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      notify({ kind: 'success', text: t('record.copied') });
    } catch {
      notify({ kind: 'error', text: t('record.copyFailed') });
    }
  };
}
