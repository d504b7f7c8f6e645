import type { LetterParams, LetterTemplate } from '../letters.js';
import type { LetterText, SayInstant } from './letter-text.js';

type Write<T extends LetterTemplate> = (params: LetterParams[T], say: SayInstant) => LetterText;
export type Letterbook = { readonly [T in LetterTemplate]: Write<T> };

const NOT_YOU =
  'Если это были не вы, смените пароль, завершите остальные сеансы на странице «Моя безопасность» и сообщите администратору.';
const IGNORE = 'Если вы этого не просили, просто удалите письмо: ничего не изменится.';

/** 1 час, 2 часа, 5 часов. */
const plural = (count: number, [one, few, many]: readonly [string, string, string]): string => {
  const forms = { one, few, many, zero: many, two: few, other: few } as const;
  return `${String(count)} ${forms[new Intl.PluralRules('ru').select(count)]}`;
};
const hours = (count: number): string => plural(count, ['час', 'часа', 'часов']);
const minutes = (count: number): string => plural(count, ['минуту', 'минуты', 'минут']);

/** Letters in Russian. */
export const ru: Letterbook = {
  password_reset: (p) => ({
    subject: 'Сброс пароля',
    heading: 'Задайте новый пароль',
    paragraphs: ['Для вашей учётной записи запросили сброс пароля. Откройте страницу и задайте новый.'],
    action: { label: 'Задать пароль', link: p.link },
    notes: [`Ссылка действует ${minutes(p.minutes)} и только один раз.`, IGNORE],
  }),
  email_verification: (p) => ({
    subject: 'Подтвердите адрес почты',
    heading: 'Подтвердите адрес почты',
    paragraphs: ['Этот адрес указали в учётной записи CRM. Подтвердите, что он ваш.'],
    action: { label: 'Подтвердить адрес', link: p.link },
    notes: [`Ссылка действует ${hours(p.hours)}.`, IGNORE],
  }),
  unlock: (p) => ({
    subject: 'Вход в учётную запись замедлен',
    heading: 'Кто-то подбирает ваш пароль',
    paragraphs: [
      'Было много неудачных попыток входа, поэтому вход с незнакомых устройств замедлен. Если войти не получается у вас, снимите задержку.',
    ],
    action: { label: 'Снять задержку', link: p.link },
    notes: [`Ссылка действует ${minutes(p.minutes)} и только один раз. Пароль остаётся прежним.`, IGNORE],
  }),
  invitation: (p) => ({
    subject: `Приглашение в «${p.organization}»`,
    heading: `Вас приглашают в «${p.organization}»`,
    paragraphs: [
      `${p.inviter} приглашает вас работать в CRM организации «${p.organization}». Откройте страницу, чтобы выбрать логин и пароль или присоединиться со своей учётной записью.`,
    ],
    action: { label: 'Принять приглашение', link: p.link },
    notes: [
      `Ссылка действует ${hours(p.hours)} и только один раз.`,
      'Если вы не ждали приглашения, просто удалите письмо.',
    ],
  }),
  new_device: (p, say) => ({
    subject: 'Вход с нового устройства',
    heading: 'Вход с нового устройства',
    paragraphs: ['В вашу учётную запись вошли с устройства, которого мы раньше не видели.'],
    facts: [
      ['Когда', say(p.at)],
      ['Устройство', p.device],
      ['Адрес', p.ip],
    ],
    notes: [NOT_YOU],
  }),
  token_reuse: (p, say) => ({
    subject: 'Сеанс закрыт из предосторожности',
    heading: 'Сеанс закрыт из предосторожности',
    paragraphs: [
      'Ключ сеанса показали дважды: возможно, его скопировали. Сеанс закрыт на всех устройствах, войдите снова.',
    ],
    facts: [['Когда', say(p.at)]],
    notes: [NOT_YOU],
  }),
  password_changed: (p, say) => ({
    subject: 'Пароль изменён',
    heading: 'Пароль изменён',
    paragraphs: ['Пароль вашей учётной записи изменён, остальные сеансы завершены.'],
    facts: [['Когда', say(p.at)]],
    notes: ['Если это были не вы, сбросьте пароль по ссылке «Забыли пароль?» и сообщите администратору.'],
  }),
  second_factor_enabled: (p, say) => ({
    subject: 'Вход с кодом включён',
    heading: 'Вход с кодом включён',
    paragraphs: ['Теперь при входе, кроме пароля, спрашивается код из приложения.'],
    facts: [['Когда', say(p.at)]],
    notes: [NOT_YOU],
  }),
  second_factor_disabled: (p, say) => ({
    subject: 'Вход с кодом выключен',
    heading: 'Вход с кодом выключен',
    paragraphs: ['Теперь для входа достаточно пароля.'],
    facts: [['Когда', say(p.at)]],
    notes: [NOT_YOU],
  }),
  email_changed: (p, say) => ({
    subject: 'Адрес почты изменён',
    heading: 'Адрес почты изменён',
    paragraphs: ['Письма вашей учётной записи теперь приходят на другой адрес, сюда их больше не будет.'],
    facts: [
      ['Когда', say(p.at)],
      ['Новый адрес', p.newEmail],
    ],
    notes: ['Если это были не вы, сразу сообщите администратору.'],
  }),
  oauth_linked: (p, say) => ({
    subject: 'Привязан вход через другую службу',
    heading: 'Привязан вход через другую службу',
    paragraphs: ['Теперь в вашу учётную запись можно войти и через эту службу.'],
    facts: [
      ['Когда', say(p.at)],
      ['Служба', p.provider],
    ],
    notes: [NOT_YOU],
  }),
  oauth_unlinked: (p, say) => ({
    subject: 'Отвязан вход через другую службу',
    heading: 'Отвязан вход через другую службу',
    paragraphs: ['В вашу учётную запись больше нельзя войти через эту службу.'],
    facts: [
      ['Когда', say(p.at)],
      ['Служба', p.provider],
    ],
    notes: [NOT_YOU],
  }),
  test: (p) => ({
    subject: 'Проверочное письмо',
    heading: 'Почта работает',
    paragraphs: [
      `${p.sender} проверяет почту организации «${p.organization}». Если вы это читаете, письма доходят.`,
    ],
    notes: ['Отвечать на письмо не нужно.'],
  }),
};
