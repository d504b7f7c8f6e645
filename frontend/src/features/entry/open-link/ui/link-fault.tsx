import type { ReactNode } from 'react';
import { ApiProblem } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { EntryPage } from '@/shared/ui/entry-page';

/** Whether a failure says that the link itself is at fault, and nothing the person typed. */
export function isLinkFault(error: unknown): error is ApiProblem {
  if (!(error instanceof ApiProblem)) return false;
  const { code, errors } = error;
  if (code === 'token_used' || code === 'token_expired' || code === 'not_found') return true;
  return code === 'invalid_fields' && errors.every(({ field }) => field === 'token');
}

interface LinkFaultProps {
  /** Null: the address has no link in it. */
  error: ApiProblem | null;
  /** The way on. */
  children: ReactNode;
}

/** In place of a page whose link does not work: why, and what to do. */
export function LinkFault({ error, children }: LinkFaultProps) {
  const { t } = useTranslation('account');
  if (error?.code === 'token_expired') return <EntryPage title={t('link.expired')}>{children}</EntryPage>;
  const isUsed = error?.code === 'token_used' || error?.code === 'not_found';
  return (
    <EntryPage
      title={isUsed ? t('link.used') : t('link.unknown')}
      text={isUsed ? t('link.usedText') : t('link.unknownText')}
    >
      {children}
    </EntryPage>
  );
}
