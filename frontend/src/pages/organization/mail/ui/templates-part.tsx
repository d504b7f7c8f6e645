import { useQuery } from '@tanstack/react-query';
import { Info } from 'lucide-react';
import { useState } from 'react';
import type { LetterTemplate } from '@/entities/letter';
import { i18n, useTranslation } from '@/shared/i18n';
import { Banner } from '@/shared/ui/banner';
import { ErrorState } from '@/shared/ui/error-state';
import { LanguageChoice } from '@/shared/ui/language-choice';
import { SegmentedControl } from '@/shared/ui/segmented-control';
import { Select } from '@/shared/ui/select';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { previewQuery, templatesQuery } from '../api/templates.queries';
import type { LetterLanguage } from '../api/templates.queries';
import { LetterFrame } from './letter-frame';

/** Every letter there is, as its reader sees it. */
export function TemplatesPart() {
  const { t } = useTranslation(['mail', 'common']);
  const templates = useQuery(templatesQuery);
  const [name, setName] = useState<LetterTemplate>('invitation');
  const [locale, setLocale] = useState<LetterLanguage>(i18n.language === 'en' ? 'en' : 'ru');
  const [view, setView] = useState<'html' | 'text'>('html');
  if (templates.isError) {
    return (
      <ErrorState
        error={templates.error}
        onRetry={() => void templates.refetch()}
        retrying={templates.isFetching}
      />
    );
  }
  const options = (templates.data ?? []).map(({ name: value }) => ({ value, label: t(`template.${value}`) }));
  return (
    <div className="flex h-full min-h-120 flex-col gap-3 px-4 pt-4 sm:px-6">
      <div className="flex flex-wrap items-center gap-3">
        <span className="w-64 max-w-full">
          <Select label={t('preview.list')} value={name} options={options} onChange={setName} />
        </span>
        <span>
          <LanguageChoice label={t('preview.language')} value={locale} onChange={setLocale} />
        </span>
        <span>
          <SegmentedControl
            label={t('preview.view')}
            value={view}
            onChange={setView}
            segments={[
              { value: 'html', label: t('preview.html') },
              { value: 'text', label: t('preview.text') },
            ]}
          />
        </span>
      </div>
      <Banner hue="info" icon={Info}>
        {t('preview.note')}
      </Banner>
      <Preview name={name} locale={locale} view={view} />
    </div>
  );
}

interface PreviewProps {
  name: LetterTemplate;
  locale: LetterLanguage;
  view: 'html' | 'text';
}

function Preview({ name, locale, view }: PreviewProps) {
  const { t } = useTranslation('mail');
  const preview = useQuery(previewQuery(name, locale));
  const { data } = preview;
  if (data === undefined) {
    if (!preview.isError) return <SkeletonLines lines={6} />;
    return (
      <ErrorState
        error={preview.error}
        onRetry={() => void preview.refetch()}
        retrying={preview.isFetching}
      />
    );
  }
  const { subject, html, text } = data;
  return (
    <section className="flex min-h-80 flex-1 flex-col overflow-hidden rounded-lg border border-line-subtle bg-panel">
      <p className="border-b border-line-subtle px-4 py-2.5">
        <span className="text-ink-2">{t('preview.subject')}: </span>
        <strong className="font-semibold">{subject}</strong>
      </p>
      {view === 'html' ? (
        <LetterFrame title={t('preview.frame', { subject })} html={html} />
      ) : (
        <pre
          lang={locale}
          className="min-h-0 flex-1 overflow-auto p-4 font-mono text-12 break-words whitespace-pre-wrap"
        >
          {text}
        </pre>
      )}
    </section>
  );
}
