import type { BlockReason, FieldCode, ProblemCode } from './problem.js';

export const LOCALES = ['ru', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Titles of problems: what happened and, where there is something, what to do. */
export const PROBLEM_TITLES: Readonly<Record<Locale, Readonly<Record<ProblemCode, string>>>> = {
  ru: {
    invalid_request: 'Запрос не удалось прочитать',
    not_signed_in: 'Нужно войти',
    invalid_credentials: 'Неверный логин или пароль',
    invalid_code: 'Код не подошёл',
    session_expired: 'Сеанс закончился, войдите снова',
    token_reuse: 'Сеанс закрыт: его ключ использован повторно. Войдите снова',
    forbidden: 'Недостаточно прав',
    step_up_required: 'Подтвердите, что это вы',
    password_change_required: 'Сначала смените пароль: этот вам дали',
    second_factor_required: 'Сначала включите вход с кодом: ваша роль его требует',
    bad_signature: 'Подпись не совпадает',
    ip_not_allowed: 'С этого адреса такое действие не разрешено',
    organization_suspended: 'Работа организации приостановлена',
    not_found: 'Не найдено',
    method_not_allowed: 'Такое действие по этому адресу не поддерживается',
    already_exists: 'Такая запись уже есть',
    illegal_transition: 'Такой переход статуса сейчас невозможен',
    slot_full: 'На это время мест больше нет',
    in_use: 'Запись используется',
    limit_reached: 'Больше создать нельзя: удалите ненужное',
    would_lock_out: 'Вы закроете доступ с того адреса, с которого работаете сейчас',
    client_in_work: 'С клиентом ещё работают: закройте его заказы и дождитесь конца разговора',
    token_used: 'Ссылка больше не действует',
    token_expired: 'Срок действия ссылки истёк',
    stale_version: 'Запись тем временем изменили',
    payload_too_large: 'Слишком большой запрос',
    unsupported_media_type: 'Такой формат данных не поддерживается',
    range_not_satisfiable: 'Такой части записи нет',
    misdirected_request: 'Этот сервер так не называется: откройте его по его собственному адресу',
    invalid_fields: 'Проверьте поля',
    idempotency_key_reused: 'Этот Idempotency-Key уже использован с другими данными',
    too_many_requests: 'Слишком много запросов, подождите немного',
    internal: 'Внутренняя ошибка, мы её уже записали',
    not_ready: 'Хранилище данных сейчас недоступно, повторите через несколько секунд',
    overloaded: 'Сервер перегружен, повторите через несколько секунд',
    provider_unavailable: 'Внешняя служба не отвечает, повторите позже',
  },
  en: {
    invalid_request: 'The request could not be read',
    not_signed_in: 'Sign in first',
    invalid_credentials: 'Wrong login or password',
    invalid_code: 'The code does not fit',
    session_expired: 'The session has ended, sign in again',
    token_reuse: 'The session was closed because its key was used twice. Sign in again',
    forbidden: 'You do not have the right to do this',
    step_up_required: 'Confirm that it is you',
    password_change_required: 'Choose a password of your own first: this one was given to you',
    second_factor_required: 'Set up signing in with a code first: your role must have it',
    bad_signature: 'The signature does not match',
    ip_not_allowed: 'This action is not allowed from this address',
    organization_suspended: 'The organisation is suspended',
    not_found: 'Not found',
    method_not_allowed: 'This address does not support this action',
    already_exists: 'Such a record is there already',
    illegal_transition: 'This status cannot follow the present one',
    slot_full: 'There are no places left at this time',
    in_use: 'The record is in use',
    limit_reached: 'No more can be made: remove what is not needed',
    would_lock_out: 'You would shut out the address you are working from',
    client_in_work: 'The client is still being served: close his orders and wait until the call ends',
    token_used: 'The link does not work any more',
    token_expired: 'The link has expired',
    stale_version: 'The record has been changed meanwhile',
    payload_too_large: 'The request is too large',
    unsupported_media_type: 'This data format is not supported',
    range_not_satisfiable: 'The recording has no such part',
    misdirected_request: 'This server has another name: open it by its own address',
    invalid_fields: 'Check the fields',
    idempotency_key_reused: 'This Idempotency-Key has been used with other data',
    too_many_requests: 'Too many requests, wait a little',
    internal: 'Internal error, it has been recorded',
    not_ready: 'A data store is not available now, try again in a few seconds',
    overloaded: 'The server is overloaded, try again in a few seconds',
    provider_unavailable: 'The outside service does not answer, try again later',
  },
};

export const FIELD_MESSAGES: Readonly<Record<Locale, Readonly<Record<FieldCode, string>>>> = {
  ru: {
    required: 'Заполните поле',
    unknown_field: 'Такого поля нет',
    invalid_type: 'Неверный тип значения',
    invalid_value: 'Недопустимое значение',
    too_short: 'Слишком коротко, нужно не меньше {min}',
    too_long: 'Слишком длинно, можно не больше {max}',
    out_of_range: 'Значение вне допустимых пределов',
    invalid_phone: 'Номер не похож на телефон',
    in_past: 'Это время уже прошло',
    not_on_grid: 'Время должно стоять на сетке: каждые полчаса с 10:00 до 22:00',
    blocklisted: 'Такой пароль легко подобрать',
  },
  en: {
    required: 'Fill in the field',
    unknown_field: 'There is no such field',
    invalid_type: 'Wrong type of value',
    invalid_value: 'This value is not allowed',
    too_short: 'Too short, at least {min} needed',
    too_long: 'Too long, at most {max} allowed',
    out_of_range: 'The value is out of range',
    invalid_phone: 'This does not look like a phone number',
    in_past: 'This time has passed already',
    not_on_grid: 'The time must be on the grid: every half-hour from 10:00 to 22:00',
    blocklisted: 'This password is easy to guess',
  },
};

/** The message of `blocklisted` where the reason is known. */
export const BLOCK_MESSAGES: Readonly<Record<Locale, Readonly<Record<BlockReason, string>>>> = {
  ru: {
    common: 'Такой пароль стоит у многих, его пробуют первым',
    personal: 'В пароле почти одни ваши данные, название компании или программы',
    pattern: 'Пароль из повторов, соседних клавиш или цифр подряд легко подобрать',
  },
  en: {
    common: 'Many people have this password, it is among the first to be tried',
    personal: 'The password is made of your own data or of the name of the company or the product',
    pattern: 'Repeats, neighbouring keys and rows of digits are easy to guess',
  },
};

/** The first language of `Accept-Language` that we speak; Russian when none is. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find((language) => language === 'ru' || language === 'en');
  return wanted === 'en' ? 'en' : 'ru';
}

export const fill = (message: string, params: Readonly<Record<string, string | number>> = {}): string =>
  message.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
