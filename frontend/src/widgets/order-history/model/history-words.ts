import { useQuery } from '@tanstack/react-query';
import { mastersQuery } from '@/entities/reference-list';
import { useTranslation } from '@/shared/i18n';
import { noValue } from '@/shared/lib/format';
import type { Format } from '@/shared/lib/format';

const knownFields = [
  'clientName',
  'phone',
  'typeEquipment',
  'typeOrder',
  'city',
  'rk',
  'avitoName',
  'address',
  'dateMeeting',
  'problem',
  'masterId',
  'result',
  'expenditure',
  'clean',
  'masterChange',
  'prepayment',
  'dateCloseWorkshop',
  'comment',
] as const;
type KnownField = (typeof knownFields)[number];

export interface ChangeWords {
  field: KnownField;
  name: string;
  before: string;
  after: string;
}

/** Reads `{field: [before, after]}` into words; fields this version does not know are left out. */
export function useChangeWords(format: Format): (changes: unknown) => ChangeWords[] {
  const { t } = useTranslation('orders');
  const masters = useQuery(mastersQuery());
  const masterName = (id: number): string | undefined =>
    masters.data?.find((master) => master.id === id)?.name;
  const textWords = (field: KnownField, text: string): string => {
    switch (field) {
      case 'dateMeeting':
      case 'dateCloseWorkshop':
        return format.dateTime(text);
      case 'phone':
        return format.phone(text);
      case 'typeEquipment':
        return t(`equipment.${text as 'kp'}`);
      case 'typeOrder':
        return t(`kind.${text as 'repeat'}`);
      default:
        return text;
    }
  };
  const valueWords = (field: KnownField, value: unknown): string => {
    if (typeof value === 'number')
      return field === 'masterId' ? (masterName(value) ?? t('history.someMaster')) : format.money(value);
    return typeof value === 'string' && value !== '' ? textWords(field, value) : noValue;
  };
  return (changes) => {
    if (typeof changes !== 'object' || changes === null) return [];
    const record = changes as Record<string, unknown>;
    return knownFields.flatMap((field) => {
      const pair = record[field];
      if (!Array.isArray(pair)) return [];
      const [before, after] = pair as unknown[];
      return [
        {
          field,
          name: t(`field.${field}`),
          before: valueWords(field, before),
          after: valueWords(field, after),
        },
      ];
    });
  };
}
