import type { ReactNode } from 'react';
import { useTranslation } from '@/shared/i18n';

interface PanelProps {
  title?: ReactNode;
  /** Grey, after the title. */
  note?: ReactNode;
  /** At the end of the head. */
  actions?: ReactNode;
  /** Without inner space, for tables. */
  flush?: boolean;
  children: ReactNode;
}

/** A card on the page's ground. Lines separate what is in it; no panel in a panel. */
export function Panel({ title, note, actions, flush = false, children }: PanelProps) {
  return (
    <section className="min-w-0 rounded-lg border border-line-subtle bg-panel">
      {title !== undefined && (
        <header className="flex min-h-11 flex-wrap items-center gap-2 py-2.5 ps-4 pe-3">
          <h2 className="text-13 font-semibold whitespace-nowrap">{title}</h2>
          {note !== undefined && <span className="text-12 text-ink-3">{note}</span>}
          {actions !== undefined && <div className="ms-auto flex items-center gap-2">{actions}</div>}
        </header>
      )}
      <div className={flush ? '' : title === undefined ? 'p-4' : 'px-4 pb-4'}>{children}</div>
    </section>
  );
}

interface PageHeadProps {
  /** Also the title of the browser's tab. */
  title: string;
  /** After the title: a live mark, chips. */
  children?: ReactNode;
  /** At the end of the line. */
  actions?: ReactNode;
}

/** The line of a page's title. One `h1` per page. */
export function PageHead({ title, children, actions }: PageHeadProps) {
  const { t } = useTranslation();
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-4 pb-3 sm:px-6">
      <title>{`${title} — ${t('product')}`}</title>
      <h1 className="text-20 font-semibold whitespace-nowrap">{title}</h1>
      {children}
      {actions !== undefined && (
        <div className="ms-auto flex grow items-center justify-end gap-2 sm:grow-0">{actions}</div>
      )}
    </header>
  );
}
