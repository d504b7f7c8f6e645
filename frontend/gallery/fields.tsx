import { MapPin } from 'lucide-react';
import { useState } from 'react';
import type { DayRange } from '@/shared/lib/days';
import { Checkbox, Switch } from '@/shared/ui/checkbox';
import { Combobox, MultiCombobox } from '@/shared/ui/combobox';
import { DatePicker } from '@/shared/ui/date-picker';
import { DateRangePicker } from '@/shared/ui/date-range-picker';
import { Field, RequiredNote } from '@/shared/ui/field';
import { Input, Textarea } from '@/shared/ui/input';
import { SearchInput } from '@/shared/ui/search-input';
import { SegmentedControl } from '@/shared/ui/segmented-control';
import { Select } from '@/shared/ui/select';

const cities = ['Москва', 'Саратов', 'Энгельс', 'Ульяновск', 'Пенза', 'Тольятти', 'Омск', 'Ярославль'].map(
  (name) => ({
    value: name,
    label: name,
  }),
);
const kinds = [
  { value: 'first_time', label: 'Впервые' },
  { value: 'repeat', label: 'Повтор' },
  { value: 'warranty', label: 'Гарантия' },
];

export function Fields() {
  const [city, setCity] = useState<string | null>('Саратов');
  const [several, setSeveral] = useState<string[]>(['Саратов', 'Энгельс']);
  const [kind, setKind] = useState('first_time');
  const [equipment, setEquipment] = useState<'kp' | 'bt' | 'mnch'>('bt');
  const [day, setDay] = useState<string | null>(null);
  const [range, setRange] = useState<DayRange | null>(null);
  const [search, setSearch] = useState('Кузьмин');
  return (
    <>
      <div className="grid grid-cols-2 gap-x-3 gap-y-1">
        <Field label="Имя клиента" required>
          <Input defaultValue="Марина Егорова" />
        </Field>
        <Field label="Телефон" required error="Не хватает 2 цифр">
          <Input defaultValue="+7 927 115-48" />
        </Field>
        <Field label="Адрес" hint="улица, дом, квартира">
          <Input icon={MapPin} placeholder="Адрес" />
        </Field>
        <Field label="РК" aside="из звонка">
          <Input fact defaultValue="Листовка" />
        </Field>
        <Field label="Тип заявки">
          <Select options={kinds} value={kind} onChange={setKind} />
        </Field>
        <Field label="Направление" group required>
          <SegmentedControl
            block
            value={equipment}
            onChange={setEquipment}
            segments={[
              { value: 'kp', label: 'КП' },
              { value: 'bt', label: 'БТ' },
              { value: 'mnch', label: 'МНЧ' },
            ]}
          />
        </Field>
        <Field label="Город">
          <Combobox options={cities} value={city} onChange={setCity} clearable />
        </Field>
        <Field label="Города">
          <MultiCombobox options={cities} values={several} onChange={setSeveral} />
        </Field>
        <Field label="День">
          <DatePicker value={day} onChange={setDay} clearable />
        </Field>
        <Field label="Недоступно">
          <Input disabled defaultValue="нельзя править" />
        </Field>
      </div>
      <Field label="Проблема" required reserve={false}>
        <Textarea defaultValue="Посудомойка Bosch не сливает воду, ошибка E24. Озвучено: от 1 000 ₽, выезд 500" />
      </Field>
      <div className="flex flex-wrap items-center gap-4">
        <DateRangePicker label="Период" value={range} onChange={setRange} clearable />
        <span className="w-60">
          <SearchInput label="Номер, имя, адрес" value={search} onChange={setSearch} />
        </span>
        <Checkbox defaultChecked>Только мои</Checkbox>
        <Checkbox indeterminate>Часть</Checkbox>
        <Checkbox>Нет</Checkbox>
        <Switch aria-label="Двухфакторный вход" defaultChecked />
        <Switch aria-label="Двухфакторный вход" />
      </div>
      <RequiredNote />
    </>
  );
}
