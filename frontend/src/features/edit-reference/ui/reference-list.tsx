import { useQuery } from '@tanstack/react-query';
import { Plus, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from '@/shared/i18n';
import { listStateOf } from '@/shared/lib/list-state';
import { useUrlState } from '@/shared/lib/url-state';
import type { RecordValues } from '@/shared/lib/use-record-editing';
import { Button } from '@/shared/ui/button';
import type { Column } from '@/shared/ui/data-table';
import { EmptyState } from '@/shared/ui/empty-state';
import { ListActions } from '@/shared/ui/list-actions';
import { ListFoot } from '@/shared/ui/list-foot';
import { OutdatedNote } from '@/shared/ui/outdated-note';
import { PageHead } from '@/shared/ui/panel';
import { RecordTable } from '@/shared/ui/record-table';
import { Select } from '@/shared/ui/select';
import { referenceListQuery, rowsPerPage } from '../api/reference.queries';
import type { ReferencePath, ReferenceRow } from '../api/reference.queries';
import { referenceUrl } from '../model/reference-book';
import type { ReferenceBook, ReferenceFilter, ReferenceUrl } from '../model/reference-book';
import { ReferenceForm, ReferenceFormById } from './reference-dialog';

interface ReferenceListProps<Path extends ReferencePath> {
  book: ReferenceBook<Path>;
  prefill?: RecordValues;
  onSaved?: (row: ReferenceRow<Path>) => void;
  /** The form was closed, saved or not. */
  onClosed?: () => void;
  /** Between the page's head and the list. */
  children?: ReactNode;
}

/** A whole page of one reference list: search, filters, rows, and the form of one of them. */
export function ReferenceList<Path extends ReferencePath>(props: ReferenceListProps<Path>) {
  const { book, prefill = {}, onSaved, onClosed, children } = props;
  const { t } = useTranslation();
  const [url, setUrl] = useUrlState(referenceUrl);
  const list = useQuery(referenceListQuery(book.path, questionOf(url, book.filters)));
  const rows = list.data?.rows ?? [];
  const total = list.data?.pagination.total ?? 0;
  const stay = { page: url.page };
  const open = (row: ReferenceRow<Path>): void => {
    setUrl({ edit: row.id, ...stay });
  };
  return (
    <div className="flex min-h-0 flex-col pb-4 sm:h-full">
      <PageHead
        title={book.words.title}
        actions={
          <ListActions
            searchLabel={book.words.search}
            search={url.search}
            onSearch={(search) => {
              setUrl({ search }, { replace: true });
            }}
            add={{
              label: book.words.add,
              icon: Plus,
              onAdd: () => {
                setUrl({ add: '1', ...stay });
              },
            }}
          />
        }
      >
        {book.filters !== undefined && (
          <div className="flex flex-wrap items-center gap-2 max-sm:order-last max-sm:w-full">
            <Filters filters={book.filters} url={url} onChange={setUrl} />
          </div>
        )}
      </PageHead>
      {children}
      <OutdatedNote query={list} />
      <RecordTable
        label={book.words.title}
        columns={withOpening(book, open)}
        items={rows}
        itemId={({ id }) => id}
        state={listStateOf(list)}
        selectedId={url.edit}
        onOpen={open}
        empty={<Nothing book={book} url={url} onChange={setUrl} />}
      />
      <ListFoot
        page={url.page}
        limit={rowsPerPage}
        total={total}
        onPage={(page) => {
          setUrl({ page });
        }}
      />
      <OpenForm
        book={book}
        url={url}
        rows={rows}
        prefill={prefill}
        onSaved={onSaved}
        onClose={() => {
          setUrl({ add: '0', edit: null, ...stay });
          onClosed?.();
        }}
      />
      <span role="status" className="sr-only">
        {list.isSuccess && t('pagination.total', { count: total })}
      </span>
    </div>
  );
}

interface OpenFormProps<Path extends ReferencePath> {
  book: ReferenceBook<Path>;
  url: ReferenceUrl;
  rows: readonly ReferenceRow<Path>[];
  prefill: RecordValues;
  onSaved: ((row: ReferenceRow<Path>) => void) | undefined;
  onClose: () => void;
}

/** The form the address names. A row of the list is shown at once, and asked for anew all the same. */
function OpenForm<Path extends ReferencePath>({ url, rows, prefill, ...form }: OpenFormProps<Path>) {
  if (url.add === '1') return <ReferenceForm {...form} row={null} prefill={prefill} />;
  if (url.edit === null) return null;
  const row = rows.find(({ id }) => id === url.edit);
  return <ReferenceFormById key={url.edit} {...form} id={url.edit} known={row} />;
}

/** The first column's words open the row, for the keyboard. */
function withOpening<Path extends ReferencePath>(
  book: ReferenceBook<Path>,
  open: (row: ReferenceRow<Path>) => void,
): Column<ReferenceRow<Path>>[] {
  return book.columns.map((column, index) =>
    index > 0
      ? column
      : {
          ...column,
          cell: (row) => (
            <button
              type="button"
              className="max-w-full truncate rounded-sm text-start font-medium hover:underline pointer-coarse:min-h-11"
              onClick={() => {
                open(row);
              }}
            >
              {column.cell(row)}
            </button>
          ),
        },
  );
}

interface FilterProps {
  filters: readonly ReferenceFilter[];
  url: ReferenceUrl;
  onChange: (change: Partial<ReferenceUrl>) => void;
}

function Filters({ filters, url, onChange }: FilterProps) {
  const { t } = useTranslation('admin');
  return filters.map(({ name, label, options }) => (
    <Select
      key={name}
      compactWidth
      label={label}
      value={url[name]}
      options={[{ value: '', label: t('filter.any', { name: label }) }, ...options]}
      onChange={(value) => {
        onChange({ [name]: value });
      }}
    />
  ));
}

interface NothingProps<Path extends ReferencePath> {
  book: ReferenceBook<Path>;
  url: ReferenceUrl;
  onChange: (change: Partial<ReferenceUrl>) => void;
}

/** Nothing yet, or nothing of what was asked for. */
function Nothing<Path extends ReferencePath>({ book, url, onChange }: NothingProps<Path>) {
  const { t } = useTranslation();
  const isAsked = [url.search, url.city, url.rk, url.statusWork].some((value) => value !== '');
  if (isAsked) {
    return (
      <EmptyState
        icon={SearchX}
        title={t('state.notFound')}
        actions={
          <Button
            onClick={() => {
              onChange({ search: '', city: '', rk: '', statusWork: '' });
            }}
          >
            {t('action.resetAll')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={book.icon}
      title={book.words.emptyTitle}
      text={book.words.emptyText}
      actions={
        <Button
          intent="primary"
          icon={Plus}
          onClick={() => {
            onChange({ add: '1' });
          }}
        >
          {book.words.add}
        </Button>
      }
    />
  );
}

function questionOf(url: ReferenceUrl, filters: readonly ReferenceFilter[] = []) {
  const { search, page } = url;
  return { search, page, filters: Object.fromEntries(filters.map(({ name }) => [name, url[name]])) };
}
