import { ChevronDown, Copy, Filter, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/shared/ui/badge';
import { Button } from '@/shared/ui/button';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { Dialog } from '@/shared/ui/dialog';
import { Drawer } from '@/shared/ui/drawer';
import { DropdownMenu } from '@/shared/ui/dropdown-menu';
import { Field } from '@/shared/ui/field';
import { Input } from '@/shared/ui/input';
import { Popover } from '@/shared/ui/popover';
import { Tabs } from '@/shared/ui/tabs';
import { notify } from '@/shared/ui/toast';

type Shown = 'dialog' | 'confirm' | 'drawer' | null;

export function Overlays() {
  const [shown, setShown] = useState<Shown>(null);
  const [tab, setTab] = useState<'order' | 'calls'>('order');
  const close = (): void => {
    setShown(null);
  };
  return (
    <div className="flex flex-wrap gap-2">
      <Popover label="Отбор" trigger={<Button icon={Filter}>Окошко</Button>}>
        <Field label="Что угодно">
          <Input />
        </Field>
      </Popover>
      <DropdownMenu
        entries={[
          { kind: 'action', label: 'Править', icon: Pencil, combo: 'KeyE', onSelect: () => undefined },
          { kind: 'action', label: 'Копировать', icon: Copy, onSelect: () => undefined },
          { kind: 'separator' },
          { kind: 'action', label: 'Удалить', icon: Trash2, danger: true, onSelect: () => undefined },
        ]}
        trigger={<Button icon={ChevronDown}>Меню</Button>}
      />
      <Button
        onClick={() => {
          setShown('dialog');
        }}
      >
        Окно
      </Button>
      <Button
        onClick={() => {
          setShown('confirm');
        }}
      >
        Вопрос
      </Button>
      <Button
        onClick={() => {
          setShown('drawer');
        }}
      >
        Карточка
      </Button>
      <Button
        onClick={() => {
          notify({
            kind: 'success',
            text: 'Заказ 48 231 создан',
            action: { label: 'Отменить', onPress: () => undefined },
          });
        }}
      >
        Уведомление
      </Button>
      <Dialog
        open={shown === 'dialog'}
        onClose={close}
        width={640}
        title="Анна Власова"
        description="Работает с 3 марта 2024"
        footer={
          <div className="ms-auto flex gap-2">
            <Button onClick={close}>Отмена</Button>
            <Button intent="primary" combo="ctrl+KeyS">
              Сохранить
            </Button>
          </div>
        }
      >
        <Field label="Имя и фамилия" required>
          <Input defaultValue="Анна Власова" />
        </Field>
      </Dialog>
      <ConfirmDialog
        open={shown === 'confirm'}
        onClose={close}
        onConfirm={close}
        danger
        title="Удалить заказ 48 213?"
        text="Вернуть его сможет только администратор."
        confirmLabel="Удалить"
      />
      {shown === 'drawer' && (
        <Drawer
          onClose={close}
          title="Заказ 48 213"
          badges={
            <Badge hue="order-way" icon={Pencil} size="lg">
              В пути
            </Badge>
          }
          footer={
            <div className="ms-auto">
              <Button intent="primary">Мастер на месте</Button>
            </div>
          }
        >
          <Tabs
            label="Части заказа"
            value={tab}
            onChange={setTab}
            inset="md"
            tabs={[
              { value: 'order', label: 'Заказ', content: <p className="p-6">Содержание</p> },
              { value: 'calls', label: 'Звонки', count: 6, content: <p className="p-6">Звонки</p> },
            ]}
          />
        </Drawer>
      )}
    </div>
  );
}
