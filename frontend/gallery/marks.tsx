import {
  AudioLines,
  Ban,
  BellRing,
  Car,
  CircleCheck,
  CircleDashed,
  CircleX,
  Coffee,
  Headphones,
  Package,
  Pause,
  Phone,
  PhoneMissed,
  PhoneOff,
  Plus,
  Power,
  Save,
  SquarePen,
  Timer,
  Unplug,
  UserRoundCheck,
  Wrench,
} from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '@/shared/ui/avatar';
import { Badge, Status, Tag } from '@/shared/ui/badge';
import { Button } from '@/shared/ui/button';
import { AddChip, Chip, RemovableChip } from '@/shared/ui/chip';
import type { Hue } from '@/shared/ui/hue';
import type { LucideIcon } from '@/shared/ui/icon';
import { IconButton } from '@/shared/ui/icon-button';
import { SegmentedControl } from '@/shared/ui/segmented-control';

export function Buttons() {
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <Button intent="primary" combo="ctrl+KeyS">
          Сохранить
        </Button>
        <Button icon={Save}>Обычная</Button>
        <Button intent="ghost">Тихая</Button>
        <Button intent="danger">Удалить…</Button>
        <Button disabled>Нельзя</Button>
        <Button on icon={Plus}>
          3 новых
        </Button>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button intent="answer" size="lg" icon={Phone} combo="F2">
          Ответить
        </Button>
        <Button intent="hangup" size="lg" icon={PhoneOff} combo="F4">
          Завершить
        </Button>
        <Button intent="primary" size="lg" busy>
          Создать заказ
        </Button>
        <Button size="sm" busy icon={Save}>
          Малая
        </Button>
        <IconButton icon={Pause} label="Удержать" combo="F8" />
        <IconButton icon={Pause} label="Удержать" on />
        <IconButton icon={Plus} label="Новый заказ" size="sm" />
      </div>
    </>
  );
}

const states: [Hue, LucideIcon, string][] = [
  ['state-available', Headphones, 'На линии'],
  ['state-ringing', BellRing, 'Звонит'],
  ['state-talking', AudioLines, 'Разговор'],
  ['state-hold', Pause, 'Удержание'],
  ['state-wrapup', SquarePen, 'Итог'],
  ['state-break', Coffee, 'Обед'],
  ['state-lost', Unplug, 'Нет связи'],
  ['state-offline', Power, 'Не в смене'],
  ['order-new', CircleDashed, 'Ожидает'],
  ['order-assigned', UserRoundCheck, 'Принял'],
  ['order-way', Car, 'В пути'],
  ['order-work', Wrench, 'В работе'],
  ['order-workshop', Package, 'Модерн'],
  ['order-completed', CircleCheck, 'Готово'],
  ['order-refused', CircleX, 'Отказ'],
  ['order-not', Ban, 'Незаказ'],
];

export function Statuses() {
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {states.map(([hue, icon, word]) => (
          <Badge key={hue} hue={hue} icon={icon}>
            {word}
          </Badge>
        ))}
        <Badge hue="state-unresponsive" icon={PhoneMissed} outline>
          Не отвечает
        </Badge>
      </div>
      <div className="flex flex-wrap items-center gap-4">
        <Status hue="order-new" icon={CircleDashed}>
          Ожидает
        </Status>
        <Status hue="order-work" icon={Wrench}>
          В работе
        </Status>
        <Badge hue="order-way" icon={Car} size="lg">
          В пути
        </Badge>
        <Badge hue="state-wrapup" icon={Timer} depth={2}>
          0:40
        </Badge>
        <Badge hue="state-wrapup" icon={Timer} depth={3}>
          1:20
        </Badge>
        <Tag>повтор</Tag>
        <Avatar name="Анна Власова" own />
        <Avatar name="Олег Сафин" size="lg" />
      </div>
    </>
  );
}

export function Chips() {
  const [view, setView] = useState<'clients' | 'flat'>('clients');
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Chip on count="186">
        Все
      </Chip>
      <Chip icon={PhoneMissed} hue="danger" count="7">
        Долги
      </Chip>
      <Chip count="148">Отвеченные</Chip>
      <RemovableChip name="Саратов" onRemove={() => undefined}>
        Город: Саратов
      </RemovableChip>
      <AddChip>РК</AddChip>
      <SegmentedControl
        label="Вид"
        value={view}
        onChange={setView}
        segments={[
          { value: 'clients', label: 'По клиентам' },
          { value: 'flat', label: 'Подряд' },
        ]}
      />
    </div>
  );
}
