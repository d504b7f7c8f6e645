import { CalendarClock, CircleCheck, CircleOff, Ellipsis, Palmtree, Pencil } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { Operator, SeenOperator } from '@/entities/operator';
import { workStatusLook } from '@/entities/session';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { noValue } from '@/shared/lib/format';
import { Avatar } from '@/shared/ui/avatar';
import { Status } from '@/shared/ui/badge';
import type { Column } from '@/shared/ui/data-table';
import { DropdownMenu } from '@/shared/ui/dropdown-menu';
import type { MenuEntry } from '@/shared/ui/dropdown-menu';
import { Elapsed } from '@/shared/ui/elapsed';
import { IconButton } from '@/shared/ui/icon-button';
import { tooltip } from '@/shared/ui/tooltip';

const employmentLooks = {
  active: { hue: 'success', icon: CircleCheck },
  on_leave: { hue: 'warning', icon: Palmtree },
  inactive: { hue: 'state-offline', icon: CircleOff },
} as const;

interface ColumnOptions {
  /** Null for those who only read. */
  onEdit: ((id: number) => void) | null;
  /** What may be done with how a person gets in. */
  accessOf: (operator: SeenOperator) => MenuEntry[];
}

/** Columns of the list of people: who, what he may, where he is reached, what he does now. */
export function useOperatorColumns({ onEdit, accessOf }: ColumnOptions): Column<SeenOperator>[] {
  const { t } = useTranslation(['admin', 'common']);
  return [
    {
      id: 'name',
      head: t('field.name'),
      cell: (operator) => <NameCell operator={operator} onEdit={onEdit} />,
      cut: true,
      className: 'w-1/5',
    },
    {
      id: 'login',
      head: t('operator.login'),
      cell: ({ login }) => <span className="text-ink-2">{login}</span>,
    },
    {
      id: 'role',
      head: t('operator.role'),
      cell: ({ role }) => (role === undefined ? noValue : t(`common:role.${role}`)),
    },
    {
      id: 'city',
      head: t('field.city'),
      cell: (operator) => <CitiesCell operator={operator} />,
      cut: true,
      className: 'w-1/6',
    },
    {
      id: 'extension',
      head: t('operator.extensionShort'),
      cell: ({ extension }) => extension ?? noValue,
      numeric: true,
    },
    {
      id: 'sip',
      head: 'SIP',
      cell: ({ sipAddress }) => (
        <span className="text-ink-2">{sipAddress?.replace('sip:', '') ?? noValue}</span>
      ),
      afterNumeric: true,
      cut: true,
      className: 'w-1/6 max-xl:hidden',
    },
    { id: 'now', head: t('operator.now'), cell: (operator) => <PresenceCell operator={operator} /> },
    { id: 'status', head: t('field.status'), cell: ({ status }) => <EmploymentCell status={status} /> },
    {
      id: 'actions',
      hiddenHead: t('common:table.actions'),
      cell: (operator) => <ActionsCell operator={operator} onEdit={onEdit} access={accessOf(operator)} />,
      className: 'w-12',
    },
  ];
}

type CellProps = Pick<ColumnOptions, 'onEdit'> & { operator: SeenOperator };

function NameCell({ operator: { id, name }, onEdit }: CellProps) {
  const navigate = useNavigate();
  return (
    <button
      type="button"
      className="flex max-w-full items-center gap-2.5 rounded-sm text-start hover:underline pointer-coarse:min-h-11"
      onClick={() => {
        if (onEdit === null) void navigate(paths.adminOperator(id));
        else onEdit(id);
      }}
    >
      <Avatar name={name} />
      <span className="truncate font-medium">{name}</span>
    </button>
  );
}

/** The home city, and how many more his rights reach. */
function CitiesCell({ operator: { city, cities = [] } }: { operator: SeenOperator }) {
  const { t } = useTranslation('admin');
  const others = cities.filter((name) => name !== city);
  if (others.length === 0) return city ?? noValue;
  return (
    <span {...tooltip(cities.join(', '))}>
      {t('operator.cityAndMore', { city: city ?? others[0], more: others.length })}
    </span>
  );
}

export function PresenceCell({
  operator,
}: {
  operator: Pick<SeenOperator, 'statusWork' | 'statusWorkSince'>;
}) {
  const { t } = useTranslation();
  const { statusWork, statusWorkSince } = operator;
  return (
    <span className="inline-flex items-center gap-2 align-top">
      <Status {...workStatusLook[statusWork]}>{t(`work.${statusWork}`)}</Status>
      {statusWorkSince !== undefined && statusWork !== 'offline' && (
        <Elapsed since={statusWorkSince} className="text-ink-3" />
      )}
    </span>
  );
}

function EmploymentCell({ status }: { status: Operator['status'] | undefined }) {
  const { t } = useTranslation('admin');
  if (status === undefined) return noValue;
  return <Status {...employmentLooks[status]}>{t(`employment.${status}`)}</Status>;
}

function ActionsCell({
  operator: { id, name },
  onEdit,
  access,
}: CellProps & { access: readonly MenuEntry[] }) {
  const { t } = useTranslation(['admin', 'common']);
  return (
    <DropdownMenu
      trigger={
        <IconButton size="sm" icon={Ellipsis} label={t('operator.actionsOf', { name })} tooltip={false} />
      }
      entries={[
        ...(onEdit === null
          ? []
          : [
              {
                kind: 'action' as const,
                label: t('common:action.edit'),
                icon: Pencil,
                onSelect: () => {
                  onEdit(id);
                },
              },
            ]),
        { kind: 'link', to: paths.adminOperator(id), label: t('worktime.title'), icon: CalendarClock },
        ...(access.length > 0 ? [{ kind: 'separator' as const }, ...access] : []),
      ]}
    />
  );
}
