import { useQuery } from '@tanstack/react-query';
import { mailAccountQuery } from '@/entities/letter';
import { useTranslation } from '@/shared/i18n';
import { useUrlState } from '@/shared/lib/url-state';
import { useFormat } from '@/shared/lib/use-format';
import { PageHead } from '@/shared/ui/panel';
import { Tabs } from '@/shared/ui/tabs';
import { mailUrl } from '../model/mail-url';
import { LetterList } from './letter-list';
import { ServerPart } from './server-part';
import { TemplatesPart } from './templates-part';

/** Mail of the organisation: its server, what letters say, and what became of them. */
export function AdminMailPage() {
  const { t } = useTranslation(['mail', 'common']);
  const format = useFormat();
  const [url, setUrl] = useUrlState(mailUrl);
  const { data: account } = useQuery(mailAccountQuery);
  const failed = account?.letters.failed ?? 0;
  return (
    <div className="flex min-h-0 flex-col pb-4 sm:h-full">
      <PageHead title={t('common:nav.mail')} />
      <Tabs
        label={t('tabs')}
        inset="md"
        value={url.part ?? 'server'}
        onChange={(part) => {
          setUrl({ part: part === 'server' ? null : part });
        }}
        tabs={[
          { value: 'server', label: t('tab.server'), content: <ServerPart /> },
          { value: 'templates', label: t('tab.templates'), content: <TemplatesPart /> },
          {
            value: 'letters',
            label: t('tab.letters'),
            ...(failed > 0 ? { count: format.number(failed) } : {}),
            content: <LetterList />,
          },
        ]}
      />
    </div>
  );
}
