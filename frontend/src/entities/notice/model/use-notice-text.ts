import { useTranslation } from '@/shared/i18n';
import type { Notice } from '../api/notices.queries';

/** What happened, in a sentence; the texts are of the area `security`. */
export function useNoticeText(): (notice: Pick<Notice, 'type' | 'data'>) => string {
  const { t } = useTranslation('security');
  return ({ type, data }) => {
    const facts = (data ?? {}) as Readonly<Record<string, unknown>>;
    const fact = (name: string): string => {
      const value = facts[name];
      return typeof value === 'string' && value !== '' ? value : t('unknown');
    };
    return t(`notice.${type}`, {
      device: fact('device'),
      ip: fact('ip'),
      provider: fact('provider'),
      newEmail: fact('newEmail'),
    });
  };
}
