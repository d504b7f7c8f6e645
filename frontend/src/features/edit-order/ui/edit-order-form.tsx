import { useQuery } from '@tanstack/react-query';
import { CircleX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { typeEquipments, typeOrders } from '@/entities/order';
import type { Order } from '@/entities/order';
import { campaignsQuery, citiesOpenTo, citiesQuery, useCityZone } from '@/entities/reference-list';
import { useProfile } from '@/entities/session';
import { useTranslation } from '@/shared/i18n';
import { dayIn, instantIn } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/use-format';
import { Banner } from '@/shared/ui/banner';
import { Combobox } from '@/shared/ui/combobox';
import { DatePicker } from '@/shared/ui/date-picker';
import { Field } from '@/shared/ui/field';
import { Input, Textarea } from '@/shared/ui/input';
import { PhoneInput } from '@/shared/ui/phone-input';
import { SegmentedControl } from '@/shared/ui/segmented-control';
import { Select } from '@/shared/ui/select';
import { editFields, isMoney } from '../model/fields';
import type { EditField } from '../model/fields';
import type { OrderEditing } from '../model/use-edit-order';
import { EditConflict } from './edit-conflict';
import { MeetingField } from './meeting-field';

interface EditOrderFormProps {
  order: Order;
  editing: OrderEditing;
}

const workshopEnd = '20:00';
const wide: readonly EditField[] = ['address', 'dateMeeting', 'problem', 'comment'];

/** The fields that this person may change; the others are read in the card. */
export function EditOrderForm({ order, editing }: EditOrderFormProps) {
  const { t } = useTranslation('orders');
  const fields = editFields.filter((name) => order.abilities.edit.includes(name));
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // The button that opened the form is gone with the card it stood under.
    form.current?.querySelector<HTMLElement>('input, textarea, button')?.focus();
  }, []);
  return (
    <form
      ref={form}
      noValidate
      aria-label={t('card.edit')}
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        editing.save();
      }}
    >
      <EditConflict editing={editing} />
      {editing.fault !== null && (
        <Banner hue="danger" icon={CircleX}>
          {editing.fault}
        </Banner>
      )}
      <div className="grid gap-x-3 gap-y-1 sm:grid-cols-2">
        {fields.map((name) => (
          <div key={name} className={wide.includes(name) ? 'sm:col-span-2' : ''}>
            <Field
              label={t(`field.${name}`)}
              error={editing.faults[name]}
              group={name === 'typeEquipment' || name === 'dateMeeting'}
            >
              <EditControl name={name} order={order} editing={editing} />
            </Field>
          </div>
        ))}
      </div>
    </form>
  );
}

interface ControlProps extends EditOrderFormProps {
  name: EditField;
}

function EditControl({ name, order, editing }: ControlProps) {
  const { t } = useTranslation('orders');
  const text = editing.textOf(name);
  const change = (value: string): void => {
    editing.change(name, value);
  };
  switch (name) {
    case 'typeEquipment':
      return (
        <SegmentedControl
          block
          value={typeEquipments.find((value) => value === text) ?? null}
          onChange={change}
          segments={typeEquipments.map((value) => ({ value, label: t(`equipment.${value}`) }))}
        />
      );
    case 'typeOrder':
      return (
        <Select
          value={typeOrders.find((value) => value === text) ?? null}
          onChange={change}
          options={typeOrders.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      );
    case 'city':
      return <CityControl text={text} onChange={change} />;
    case 'rk':
      return <CampaignControl text={text} onChange={change} />;
    case 'dateMeeting':
      return <MeetingField order={order} editing={editing} />;
    case 'dateCloseWorkshop':
      return <WorkshopDay text={text} city={order.city} onChange={change} />;
    case 'problem':
    case 'comment':
      return <TextArea text={text} onChange={change} />;
    case 'phone':
      return <PhoneInput value={text} onChange={change} />;
    case 'clientName':
    case 'avitoName':
    case 'address':
    case 'result':
    case 'expenditure':
    case 'prepayment':
      return <Line name={name} text={text} onChange={change} />;
  }
}

interface TextControlProps {
  text: string;
  onChange: (text: string) => void;
}

function Line({ name, text, onChange }: TextControlProps & { name: EditField }) {
  return (
    <Input
      value={text}
      autoComplete="off"
      maxLength={500}
      {...(isMoney(name) ? { numeric: true, inputMode: 'decimal' as const } : {})}
      onChange={({ target }) => {
        onChange(target.value);
      }}
    />
  );
}

function TextArea({ text, onChange }: TextControlProps) {
  return (
    <Textarea
      value={text}
      maxLength={2000}
      onChange={({ target }) => {
        onChange(target.value);
      }}
    />
  );
}

function CityControl({ text, onChange }: TextControlProps) {
  const profile = useProfile();
  const cities = useQuery(citiesQuery);
  return (
    <Combobox
      value={text === '' ? null : text}
      options={citiesOpenTo(profile, cities.data ?? []).map(({ name }) => ({ value: name, label: name }))}
      source={cities}
      onChange={(city) => {
        onChange(city ?? '');
      }}
    />
  );
}

function CampaignControl({ text, onChange }: TextControlProps) {
  const campaigns = useQuery(campaignsQuery);
  return (
    <Combobox
      value={text === '' ? null : text}
      options={(campaigns.data ?? []).map(({ rk }) => ({ value: rk, label: rk }))}
      source={campaigns}
      onChange={(rk) => {
        onChange(rk ?? '');
      }}
    />
  );
}

function WorkshopDay({ text, city, onChange }: TextControlProps & { city: string }) {
  const format = useFormat();
  const zone = useCityZone()(city) ?? format.timeZone;
  return (
    <DatePicker
      clearable
      timeZone={zone}
      value={text === '' ? null : dayIn(zone, Date.parse(text))}
      onChange={(day) => {
        onChange(day === null ? '' : instantIn(zone, day, workshopEnd));
      }}
    />
  );
}
