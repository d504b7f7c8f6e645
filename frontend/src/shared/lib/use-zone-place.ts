import { useTranslation } from '@/shared/i18n';

const named = [
  'Europe/Kaliningrad',
  'Europe/Minsk',
  'Europe/Moscow',
  'Europe/Kirov',
  'Europe/Volgograd',
  'Europe/Astrakhan',
  'Europe/Samara',
  'Europe/Saratov',
  'Europe/Ulyanovsk',
  'Asia/Yekaterinburg',
  'Asia/Almaty',
  'Asia/Omsk',
  'Asia/Novosibirsk',
  'Asia/Barnaul',
  'Asia/Tomsk',
  'Asia/Novokuznetsk',
  'Asia/Krasnoyarsk',
  'Asia/Irkutsk',
  'Asia/Chita',
  'Asia/Yakutsk',
  'Asia/Vladivostok',
  'Asia/Magadan',
  'Asia/Sakhalin',
  'Asia/Kamchatka',
] as const;

/** Whether a zone has a name of ours. */
export const isNamedZone = (timeZone: string): boolean => named.some((zone) => zone === timeZone);

/** Names a zone by its city. The browser's own names are English, so those we meet have names of ours. */
export function useZonePlace(): (timeZone: string) => string {
  const { t } = useTranslation();
  return (timeZone) => {
    const known = named.find((zone) => zone === timeZone);
    if (known !== undefined) return t(`zone.${known}`);
    return timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
  };
}
