import type { Db } from '../../platform/db/database.js';

/** The cities of a fresh organisation with the zones in which their visits are agreed. */
const CITIES: Readonly<Record<string, string>> = {
  Москва: 'Europe/Moscow',
  Саратов: 'Europe/Saratov',
  Энгельс: 'Europe/Saratov',
  Ульяновск: 'Europe/Ulyanovsk',
  Пенза: 'Europe/Moscow',
  Тольятти: 'Europe/Samara',
  Омск: 'Asia/Omsk',
  Ярославль: 'Europe/Moscow',
};

const CAMPAIGNS: readonly string[] = ['RK001', 'Авито', 'Листовка', 'Сайт', 'Газета'];

/** Codes that the screens have words for; a disposition of one's own carries its name. */
const DISPOSITIONS: readonly string[] = [
  'order',
  'consultation',
  'callback',
  'refusal',
  'wrong_number',
  'spam',
  'warranty',
  'quality_check',
  'no_answer_follow_up',
];

export interface FreshOrganization {
  readonly name: string;
  /** IANA zone in which the organisation's days are cut. */
  readonly timezone: string;
}

/** Creates an organisation with the reference rows of a fresh database: cities, campaigns and dispositions, nobody and nothing else. */
export async function seedFreshOrganization(
  db: Db,
  { name, timezone }: FreshOrganization,
): Promise<{ organizationId: number }> {
  const { id: organizationId } = await db.organization.create({
    data: { name, timezone },
    select: { id: true },
  });
  await db.city.createMany({
    data: Object.entries(CITIES).map(([city, zone]) => ({ organizationId, name: city, timezone: zone })),
  });
  await db.campaign.createMany({ data: CAMPAIGNS.map((rk) => ({ organizationId, rk })) });
  await db.disposition.createMany({
    data: DISPOSITIONS.map((code, index) => ({ organizationId, code, position: index + 1 })),
  });
  return { organizationId };
}
