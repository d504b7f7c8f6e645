import { useQueries, useQuery } from '@tanstack/react-query';
import { SearchX, UserPlus, Users } from 'lucide-react';
import { useNavigate } from 'react-router';
import { operatorListQuery, operatorTotalQuery, useOperatorPresence } from '@/entities/operator';
import { citiesQuery } from '@/entities/reference-list';
import { useCan } from '@/entities/session';
import { OperatorDialog, roles } from '@/features/edit-operator';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { listStateOf } from '@/shared/lib/list-state';
import { useUrlState } from '@/shared/lib/url-state';
import { useFormat } from '@/shared/lib/use-format';
import { Button } from '@/shared/ui/button';
import { AwaitedCount, Chip } from '@/shared/ui/chip';
import { EmptyState } from '@/shared/ui/empty-state';
import { ListActions } from '@/shared/ui/list-actions';
import { ListFoot } from '@/shared/ui/list-foot';
import { OutdatedNote } from '@/shared/ui/outdated-note';
import { PageHead } from '@/shared/ui/panel';
import { RecordTable } from '@/shared/ui/record-table';
import { Select } from '@/shared/ui/select';
import { operatorsUrl, questionOf, questionOfView, rowsPerPage, views } from '../model/operators-url';
import type { OperatorsUrl } from '../model/operators-url';
import { useMemberAccess } from '../model/use-member-access';
import { useOperatorColumns } from '../model/use-operator-columns';

/** Everybody who works here: who he is, what he may, what he does now. */
export function OperatorsList() {
  const { t } = useTranslation('admin');
  const [url, setUrl] = useUrlState(operatorsUrl);
  const navigate = useNavigate();
  const canEdit = useCan()('operators:write');
  const list = useQuery(operatorListQuery(questionOf(url)));
  useOperatorPresence();
  const rows = list.data?.data ?? [];
  const stay = { page: url.page };
  const edit = (id: number): void => {
    setUrl({ edit: id, ...stay });
  };
  const add = (): void => {
    setUrl({ add: true, ...stay });
  };
  const access = useMemberAccess();
  const columns = useOperatorColumns({
    onEdit: canEdit ? edit : null,
    accessOf: (operator) => (canEdit ? access.entriesOf(operator) : []),
  });
  return (
    <div className="flex min-h-0 flex-col pb-4 sm:h-full">
      <PageHead
        title={t('operator.title')}
        actions={
          <ListActions
            searchLabel={t('operator.search')}
            search={url.search}
            onSearch={(search) => {
              setUrl({ search }, { replace: true });
            }}
            add={canEdit ? { label: t('operator.add'), icon: UserPlus, onAdd: add } : undefined}
          />
        }
      />
      <Filters url={url} onChange={setUrl} />
      <OutdatedNote query={list} />
      <RecordTable
        label={t('operator.title')}
        columns={columns}
        items={rows}
        itemId={({ id }) => id}
        state={listStateOf(list)}
        selectedId={url.edit}
        onOpen={({ id }) => {
          if (canEdit) edit(id);
          else void navigate(paths.adminOperator(id));
        }}
        empty={<Nobody url={url} onChange={setUrl} />}
      />
      <ListFoot
        page={url.page}
        limit={rowsPerPage}
        total={list.data?.pagination.total ?? 0}
        onPage={(page) => {
          setUrl({ page });
        }}
      />
      {access.dialog}
      {canEdit && (
        <OpenForm
          url={url}
          onClose={() => {
            setUrl({ add: false, edit: null, ...stay });
          }}
        />
      )}
    </div>
  );
}

/** The form the address names. */
function OpenForm({ url, onClose }: { url: OperatorsUrl; onClose: () => void }) {
  if (url.add) return <OperatorDialog id={null} onClose={onClose} />;
  return url.edit === null ? null : <OperatorDialog id={url.edit} onClose={onClose} />;
}

interface FilterProps {
  url: OperatorsUrl;
  onChange: (change: Partial<OperatorsUrl>) => void;
}

/** Quick filters with how many people each would show, city and role. */
function Filters({ url, onChange }: FilterProps) {
  const { t } = useTranslation(['admin', 'common']);
  const format = useFormat();
  const totals = useQueries({ queries: views.map((view) => operatorTotalQuery(questionOfView(view))) });
  const { data: cities = [] } = useQuery(citiesQuery);
  return (
    <div className="flex shrink-0 items-center gap-2 overflow-x-auto px-4 pb-3 sm:flex-wrap sm:overflow-visible sm:px-6">
      <div role="group" aria-label={t('operator.views')} className="flex items-center gap-1.5">
        {views.map((view, index) => {
          const total = totals[index]?.data;
          return (
            <Chip
              key={view}
              on={url.view === view}
              count={total === undefined ? <AwaitedCount /> : format.number(total)}
              onClick={() => {
                onChange({ view });
              }}
            >
              {t(`operator.view.${view}`)}
            </Chip>
          );
        })}
      </div>
      <Select
        compactWidth
        size="sm"
        label={t('field.city')}
        value={url.city}
        options={[
          { value: '', label: t('filter.any', { name: t('field.city') }) },
          ...cities.map(({ name }) => ({ value: name, label: name })),
        ]}
        onChange={(city) => {
          onChange({ city });
        }}
      />
      <Select
        compactWidth
        size="sm"
        label={t('operator.role')}
        value={url.role ?? ''}
        options={[
          { value: '', label: t('filter.any', { name: t('operator.role') }) },
          ...roles.map((value) => ({ value, label: t(`common:role.${value}`) })),
        ]}
        onChange={(value) => {
          onChange({ role: roles.find((known) => known === value) ?? null });
        }}
      />
    </div>
  );
}

function Nobody({ url, onChange }: FilterProps) {
  const { t } = useTranslation(['admin', 'common']);
  const isAsked = url.search !== '' || url.city !== '' || url.role !== null;
  return (
    <EmptyState
      icon={isAsked ? SearchX : Users}
      title={isAsked ? t('common:state.notFound') : t(`operator.nobody.${url.view}`)}
      text={isAsked && url.view !== 'all' ? t('operator.searchAllText') : undefined}
      actions={
        isAsked && (
          <>
            {url.view !== 'all' && (
              <Button
                onClick={() => {
                  onChange({ view: 'all' });
                }}
              >
                {t('operator.searchAll')}
              </Button>
            )}
            <Button
              intent="ghost"
              onClick={() => {
                onChange({ search: '', city: '', role: null });
              }}
            >
              {t('common:action.resetAll')}
            </Button>
          </>
        )
      }
    />
  );
}
