import { useQueries, useQuery } from '@tanstack/react-query';
import { CloudOff, SearchX, UserPlus, Users } from 'lucide-react';
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
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Chip } from '@/shared/ui/chip';
import { EmptyState } from '@/shared/ui/empty-state';
import { ListSearch } from '@/shared/ui/list-search';
import { Pagination } from '@/shared/ui/pagination';
import { PageHead } from '@/shared/ui/panel';
import { RecordTable } from '@/shared/ui/record-table';
import { Select } from '@/shared/ui/select';
import { operatorsUrl, questionOf, questionOfView, rowsPerPage, views } from '../model/operators-url';
import type { OperatorsUrl } from '../model/operators-url';
import { useOperatorColumns } from '../model/use-operator-columns';

/** Everybody who works here: who he is, what he may, what he does now. */
export function OperatorsList() {
  const { t } = useTranslation(['admin', 'common', 'errors']);
  const [url, setUrl] = useUrlState(operatorsUrl);
  const navigate = useNavigate();
  const canEdit = useCan()('operators:write');
  const list = useQuery(operatorListQuery(questionOf(url)));
  useOperatorPresence();
  const rows = list.data?.data ?? [];
  const total = list.data?.pagination.total ?? 0;
  const stay = { page: url.page };
  const edit = (id: number): void => {
    setUrl({ edit: id, ...stay });
  };
  const columns = useOperatorColumns({ onEdit: canEdit ? edit : null });
  return (
    <div className="flex h-full min-h-0 flex-col pb-4">
      <PageHead
        title={t('operator.title')}
        actions={
          <>
            <ListSearch
              label={t('operator.search')}
              value={url.search}
              onChange={(search) => {
                setUrl({ search }, { replace: true });
              }}
            />
            {canEdit && (
              <Button
                intent="primary"
                icon={UserPlus}
                onClick={() => {
                  setUrl({ add: true, ...stay });
                }}
              >
                {t('operator.add')}
              </Button>
            )}
          </>
        }
      />
      <Filters url={url} onChange={setUrl} />
      {list.isError && rows.length > 0 && (
        <div className="px-4 pb-3 sm:px-6">
          <Banner hue="warning" icon={CloudOff}>
            {t('errors:load.refresh')}
          </Banner>
        </div>
      )}
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
      {total > rowsPerPage && (
        <div className="flex justify-end px-6 pt-3">
          <Pagination
            page={url.page}
            limit={rowsPerPage}
            total={total}
            onPage={(page) => {
              setUrl({ page });
            }}
          />
        </div>
      )}
      {canEdit && (url.add || url.edit !== null) && (
        <OperatorDialog
          id={url.add ? null : url.edit}
          onClose={() => {
            setUrl({ add: false, edit: null, ...stay });
          }}
        />
      )}
    </div>
  );
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
    <div className="flex items-center gap-2 overflow-x-auto px-4 pb-3 sm:flex-wrap sm:overflow-visible sm:px-6">
      <div role="group" aria-label={t('operator.views')} className="flex items-center gap-1.5">
        {views.map((view, index) => {
          const total = totals[index]?.data;
          return (
            <Chip
              key={view}
              on={url.view === view}
              count={
                <span className="inline-block min-w-4 text-end">
                  {total === undefined ? '' : format.number(total)}
                </span>
              }
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
