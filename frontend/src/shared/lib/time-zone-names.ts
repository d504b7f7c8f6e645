/** IANA names of the zones this browser knows, those of Russia first. */
export function timeZoneNames(): readonly string[] {
  const all = Intl.supportedValuesOf('timeZone');
  const known = new Set(all);
  const first = russian.filter((name) => known.has(name));
  const rest = all.filter((name) => !first.includes(name));
  return [...first, ...rest];
}

/** From west to east. */
const russian = [
  'Europe/Kaliningrad',
  'Europe/Moscow',
  'Europe/Volgograd',
  'Europe/Saratov',
  'Europe/Samara',
  'Europe/Ulyanovsk',
  'Europe/Astrakhan',
  'Asia/Yekaterinburg',
  'Asia/Omsk',
  'Asia/Novosibirsk',
  'Asia/Barnaul',
  'Asia/Tomsk',
  'Asia/Krasnoyarsk',
  'Asia/Novokuznetsk',
  'Asia/Irkutsk',
  'Asia/Chita',
  'Asia/Yakutsk',
  'Asia/Vladivostok',
  'Asia/Magadan',
  'Asia/Sakhalin',
  'Asia/Kamchatka',
];

/** `UTC+4`: the distance from UTC now. */
export function offsetOf(timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts();
  return (parts.find(({ type }) => type === 'timeZoneName')?.value ?? '').replace('GMT', 'UTC');
}
