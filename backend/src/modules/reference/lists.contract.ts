import type { AnyOperation } from '../../platform/http/operation.js';
import {
  array,
  id,
  integer,
  nullable,
  object,
  oneOf,
  optional,
  phone,
  string,
  timezone,
  version,
  type Infer,
} from '../../platform/http/schema.js';
import { referenceContract } from './reference.contract.js';

export const TYPE_EQUIPMENT = ['kp', 'bt', 'mnch'] as const;
export const MASTER_STATUS_WORK = ['working', 'dismissed'] as const;

const cityName = () => string({ maxLength: 100 });
const rk = () => string({ maxLength: 50 });
const slotCapacity = () =>
  integer({ minimum: 0, maximum: 100, description: 'Visits that fit into one half-hour of one direction' });

const city = object(
  { id: id(), name: cityName(), timezone: timezone(), slotCapacity: slotCapacity(), version: version() },
  { name: 'City' },
);
export type City = Infer<typeof city>;
export const cities = referenceContract({
  one: 'City',
  many: 'Cities',
  noun: 'city',
  nouns: 'cities',
  path: '/cities',
  description:
    'By name. The time zone is the one in which visits of the city are agreed; a name that is in use stays.',
  view: city,
  filters: {},
  draft: { name: cityName(), timezone: timezone(), slotCapacity: optional(slotCapacity()) },
  changes: {
    name: optional(cityName()),
    timezone: optional(timezone()),
    slotCapacity: optional(slotCapacity()),
  },
});

const campaignName = () => nullable(string({ maxLength: 200 }));
const campaign = object(
  { id: id(), rk: rk(), name: campaignName(), version: version() },
  { name: 'Campaign' },
);
export type Campaign = Infer<typeof campaign>;
export const campaigns = referenceContract({
  one: 'Campaign',
  many: 'Campaigns',
  noun: 'campaign',
  nouns: 'campaigns',
  path: '/campaigns',
  description: 'By rk, the word by which calls and orders refer to them; an rk that is in use stays.',
  view: campaign,
  filters: {},
  draft: { rk: rk(), name: optional(campaignName()) },
  changes: { rk: optional(rk()), name: optional(campaignName()) },
});

const lineNumber = () =>
  string({
    maxLength: 200,
    description: 'A number in any usual Russian writing, kept as E.164, or a SIP line as telephony writes it',
  });
const avitoName = () => nullable(string({ maxLength: 100 }));
const companyPhone = object(
  { id: id(), number: lineNumber(), rk: rk(), city: cityName(), avitoName: avitoName(), version: version() },
  { name: 'Phone' },
);
export type Phone = Infer<typeof companyPhone>;
export const phones = referenceContract({
  one: 'Phone',
  many: 'Phones',
  noun: 'company number',
  nouns: 'company numbers',
  path: '/phones',
  description: 'What a call to each number of the company tells: campaign and city. By number.',
  view: companyPhone,
  filters: { city: optional(cityName()), rk: optional(rk()) },
  draft: { number: lineNumber(), rk: rk(), city: cityName(), avitoName: optional(avitoName()) },
  changes: {
    number: optional(lineNumber()),
    rk: optional(rk()),
    city: optional(cityName()),
    avitoName: optional(avitoName()),
  },
});

const masterName = () => string({ minLength: 2, maxLength: 200 });
const masterCities = () => array(cityName(), { maxItems: 100, description: 'At least one' });
const masterFields = {
  phone: optional(nullable(phone())),
  typeEquipment: optional(nullable(oneOf(TYPE_EQUIPMENT))),
  statusWork: optional(oneOf(MASTER_STATUS_WORK)),
};
const master = object(
  {
    id: id(),
    name: masterName(),
    cities: array(cityName()),
    phone: nullable(string({ description: 'Null also for those who assign nobody' })),
    typeEquipment: nullable(oneOf(TYPE_EQUIPMENT)),
    statusWork: oneOf(MASTER_STATUS_WORK),
    operatorId: nullable(id({ description: 'The employment of a master who signs in' })),
    version: version(),
  },
  { name: 'Master' },
);
export type Master = Infer<typeof master>;
export const masters = referenceContract({
  one: 'Master',
  many: 'Masters',
  noun: 'master',
  nouns: 'masters',
  path: '/masters',
  description: "Field technicians of the caller's cities, by name.",
  view: master,
  filters: {
    city: optional(cityName()),
    statusWork: optional(oneOf(MASTER_STATUS_WORK)),
    typeEquipment: optional(oneOf(TYPE_EQUIPMENT)),
  },
  draft: { name: masterName(), cities: masterCities(), ...masterFields },
  changes: { name: optional(masterName()), cities: optional(masterCities()), ...masterFields },
});

const dispositionCode = () => string({ maxLength: 50, pattern: /^[a-z][a-z0-9_]*$/ });
const dispositionName = () =>
  nullable(string({ maxLength: 100, description: 'Seeded codes have their words in the screens' }));
const position = () =>
  integer({ minimum: 0, maximum: 1000, description: 'Place in the list; the first nine have digit keys' });
const disposition = object(
  { id: id(), code: dispositionCode(), name: dispositionName(), position: position(), version: version() },
  { name: 'Disposition' },
);
export type Disposition = Infer<typeof disposition>;
export const dispositions = referenceContract({
  one: 'Disposition',
  many: 'Dispositions',
  noun: 'disposition',
  nouns: 'dispositions',
  path: '/dispositions',
  description: 'Outcomes that a call may be given, by position; a code that is in use stays.',
  view: disposition,
  filters: {},
  draft: { code: dispositionCode(), name: optional(dispositionName()), position: optional(position()) },
  changes: {
    code: optional(dispositionCode()),
    name: optional(dispositionName()),
    position: optional(position()),
  },
});

export const referenceOperations = [cities, campaigns, phones, masters, dispositions].flatMap(
  ({ list, get, create, change, remove }): readonly unknown[] => [list, create, get, change, remove],
) as readonly AnyOperation[];
