import type { ReactNode } from 'react';
import { useTranslation } from '@/shared/i18n';
import { Logo } from './logo';

interface EntryPageProps {
  /** The heading, and the title of the browser's tab. */
  title: string;
  text?: ReactNode;
  children?: ReactNode;
}

/** A page for who is not signed in: one column, one task. */
export function EntryPage({ title, text, children }: EntryPageProps) {
  const { t } = useTranslation();
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center bg-app px-4 py-8">
      <title>{`${title} — ${t('product')}`}</title>
      <div className="w-full max-w-90">
        <p className="mb-7 flex items-center gap-2.5 text-16 font-semibold">
          <Logo size={28} />
          {t('product')}
        </p>
        <h1 className="text-26 font-semibold text-balance">{title}</h1>
        {text !== undefined && <div className="mt-1 text-14 text-ink-2">{text}</div>}
        <div className="mt-5 flex flex-col gap-2">{children}</div>
      </div>
    </main>
  );
}
