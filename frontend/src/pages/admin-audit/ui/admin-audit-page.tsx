import { useInfiniteQuery } from '@tanstack/react-query';
import { Download, ScrollText, SearchX } from 'lucide-react';
import { auditEntriesQuery } from '@/entities/audit-entry';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { listStateOf } from '@/shared/lib/list-state';
import { useUrlState } from '@/shared/lib/url-state';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';
import { OutdatedNote } from '@/shared/ui/outdated-note';
import { LoadMore } from '@/shared/ui/pagination';
import { PageHead } from '@/shared/ui/panel';
import { RecordTable } from '@/shared/ui/record-table';
import { notify } from '@/shared/ui/toast';
import { useExport } from '../api/audit-actions';
import { auditUrl, isNarrowed, toQuestion } from '../model/audit-url';
import { AuditFilters } from './audit-filters';
import { ChainState } from './chain-state';
import { EntryDrawer } from './entry-drawer';
import { useEntryColumns } from './entry-columns';

const nothing = { from: null, to: null, person: null, area: null, outcome: null, search: '' };

/** Who did what to what, when and from where, and whether the log is as it was written. */
export function AdminAuditPage() {
  const { t } = useTranslation(['audit', 'common']);
  const [url, setUrl] = useUrlState(auditUrl);
  const list = useInfiniteQuery(auditEntriesQuery(toQuestion(url)));
  const open = (entry: number): void => {
    setUrl({ entry });
  };
  const columns = useEntryColumns(open);
  const entries = list.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <div className="flex min-h-0 flex-col pb-4 sm:h-full">
      <PageHead title={t('common:nav.audit')} actions={<Export url={url} />} />
      <ChainState />
      <AuditFilters url={url} onChange={setUrl} />
      <OutdatedNote query={list} />
      <RecordTable
        label={t('common:nav.audit')}
        columns={columns}
        items={entries}
        itemId={({ id }) => id}
        state={listStateOf(list)}
        selectedId={url.entry}
        onOpen={({ id }) => {
          open(id);
        }}
        empty={
          isNarrowed(url) ? (
            <EmptyState
              icon={SearchX}
              title={t('empty.narrowed')}
              actions={
                <Button
                  onClick={() => {
                    setUrl(nothing);
                  }}
                >
                  {t('common:action.resetAll')}
                </Button>
              }
            />
          ) : (
            <EmptyState icon={ScrollText} title={t('empty.title')} text={t('empty.text')} />
          )
        }
        foot={
          <LoadMore
            hasMore={list.hasNextPage}
            busy={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
          />
        }
      />
      {url.entry !== null && (
        <EntryDrawer
          id={url.entry}
          onClose={() => {
            setUrl({ entry: null });
          }}
        />
      )}
    </div>
  );
}

function Export({ url }: { url: Parameters<typeof toQuestion>[0] }) {
  const { t } = useTranslation('audit');
  const download = useExport();
  return (
    <Button
      icon={Download}
      busy={download.isPending}
      onClick={() => {
        download.mutate(toQuestion(url), {
          onError: (error) => {
            notify({ kind: 'error', text: problemText(error) });
          },
        });
      }}
    >
      {t('export')}
    </Button>
  );
}
