import { Car, CircleDashed, Phone, PhoneMissed, Play, Plus } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '@/shared/lib/use-format';
import { Status } from '@/shared/ui/badge';
import { Button } from '@/shared/ui/button';
import { DataTable } from '@/shared/ui/data-table';
import type { Column } from '@/shared/ui/data-table';
import { EmptyState } from '@/shared/ui/empty-state';
import { IconButton } from '@/shared/ui/icon-button';
import { Pagination } from '@/shared/ui/pagination';
import { PageHead, Panel } from '@/shared/ui/panel';
import { RowActions } from '@/shared/ui/table';
import { Timeline } from '@/shared/ui/timeline';

interface Order {
  id: number;
  client: string;
  phone: string;
  sum: number;
}

const names = ['Нина Соболева', 'Виктор Степанович Ермолаев', 'ТСЖ «Волжское»', 'Гульнара Ахметова'];
const orders: Order[] = Array.from({ length: 1000 }, (_, index) => ({
  id: 48_231 - index,
  client: names[index % names.length] ?? '',
  phone: `+7927${String(1_154_820 + index)}`,
  sum: index * 150,
}));

export function Lists() {
  const format = useFormat();
  const [order, setOrder] = useState<'asc' | 'desc'>('desc');
  const [page, setPage] = useState(4);
  const columns: Column<Order>[] = [
    {
      id: 'id',
      head: '№',
      cell: ({ id }) => <b className="font-semibold">{format.orderNumber(id)}</b>,
      sortBy: 'id',
    },
    {
      id: 'status',
      head: 'Статус',
      cell: ({ id }) =>
        id % 3 === 0 ? (
          <Status hue="order-way" icon={Car}>
            В пути
          </Status>
        ) : (
          <Status hue="order-new" icon={CircleDashed}>
            Ожидает
          </Status>
        ),
    },
    { id: 'client', head: 'Клиент', cell: ({ client }) => client, cut: true, className: 'w-1/3' },
    {
      id: 'phone',
      head: 'Телефон',
      cell: ({ phone }) => <span className="text-ink-2">{format.phone(phone)}</span>,
    },
    { id: 'sum', head: 'Итог, ₽', cell: ({ sum }) => format.number(sum), numeric: true },
    {
      id: 'actions',
      hiddenHead: 'Действия',
      afterNumeric: true,
      className: 'text-end',
      cell: () => (
        <RowActions>
          <IconButton size="sm" icon={Play} label="Слушать" />
          <IconButton size="sm" icon={Plus} label="Новый заказ" />
        </RowActions>
      ),
    },
  ];
  const ready = { isPending: false, isError: false, error: null, onRetry: () => undefined };
  return (
    <div className="grid gap-6 md:grid-cols-[2fr_1fr]">
      <section className="min-w-0">
        <PageHead title="Заказы" actions={<Button intent="primary">Заказ</Button>}>
          <span className="text-12 text-ink-3">84 заказа</span>
        </PageHead>
        <div className="h-90 overflow-hidden rounded-lg border border-line-subtle bg-panel">
          <DataTable
            label="Заказы"
            columns={columns}
            items={orders}
            itemId={({ id }) => id}
            selectedId={48_229}
            state={ready}
            empty={<EmptyState icon={Phone} title="Таких заказов нет" />}
            sort={{
              by: 'id',
              order,
              onSort: (_by, next) => {
                setOrder(next);
              },
            }}
            onOpen={() => undefined}
          />
        </div>
        <div className="flex justify-end py-2">
          <Pagination page={page} limit={20} total={1284} onPage={setPage} />
        </div>
        <div className="grid grid-cols-2 gap-4">
          <div className="h-50 rounded-lg border border-line-subtle bg-panel" data-density="compact">
            <DataTable
              label="Загрузка"
              columns={columns.slice(0, 4)}
              items={[]}
              itemId={({ id }) => id}
              state={{ ...ready, isPending: true }}
              empty={null}
            />
          </div>
          <div className="h-50 rounded-lg border border-line-subtle bg-panel">
            <DataTable
              label="Пусто"
              columns={columns.slice(0, 4)}
              items={[]}
              itemId={({ id }) => id}
              state={ready}
              empty={<EmptyState icon={Phone} title="Таких заказов нет" />}
            />
          </div>
        </div>
      </section>
      <History />
    </div>
  );
}

function History() {
  return (
    <Panel title="История" note="14">
      <Timeline
        days={[
          {
            day: '2025-11-20',
            heading: 'Сегодня',
            items: [
              {
                id: 1,
                icon: PhoneMissed,
                hue: 'danger',
                title: 'Пропущен, ожидание 0:41',
                time: '11:20',
                details: 'Авито, Саратов',
              },
              {
                id: 2,
                icon: Car,
                hue: 'order-way',
                title: 'Мастер выехал',
                time: '10:40',
                details: 'О. Сафин · заказ 48 213',
              },
            ],
          },
          {
            day: '2025-11-19',
            heading: 'Вчера',
            items: [
              { id: 3, icon: CircleDashed, hue: 'order-new', title: 'Создан заказ 48 213', time: '16:07' },
            ],
          },
        ]}
      />
    </Panel>
  );
}
