import type { Random } from '../telephony-simulator/random.js';

/** What people of the demo are called, where they live and what is broken at their homes. All of it is invented. */
const WOMEN = [
  'Анна',
  'Елена',
  'Ольга',
  'Наталья',
  'Ирина',
  'Светлана',
  'Мария',
  'Татьяна',
  'Екатерина',
  'Юлия',
  'Галина',
  'Людмила',
  'Вера',
  'Дарья',
  'Ксения',
];
const MEN = [
  'Алексей',
  'Сергей',
  'Дмитрий',
  'Андрей',
  'Иван',
  'Михаил',
  'Николай',
  'Владимир',
  'Павел',
  'Виктор',
  'Олег',
  'Роман',
  'Юрий',
  'Игорь',
  'Максим',
];
const FATHERS = [
  'Александр',
  'Сергеев',
  'Иванов',
  'Николаев',
  'Петров',
  'Викторов',
  'Михайлов',
  'Владимиров',
  'Олегов',
  'Павлов',
];
const FAMILIES = [
  'Иванов',
  'Смирнов',
  'Кузнецов',
  'Попов',
  'Соколов',
  'Лебедев',
  'Козлов',
  'Новиков',
  'Морозов',
  'Петров',
  'Волков',
  'Соловьёв',
  'Васильев',
  'Зайцев',
  'Павлов',
  'Семёнов',
  'Голубев',
  'Виноградов',
  'Богданов',
  'Воробьёв',
  'Фёдоров',
  'Михайлов',
  'Беляев',
  'Тарасов',
  'Белов',
  'Комаров',
  'Орлов',
  'Киселёв',
  'Макаров',
  'Андреев',
];
const STREETS = [
  'Ленина',
  'Гагарина',
  'Мира',
  'Советская',
  'Московская',
  'Чапаева',
  'Пушкина',
  'Горького',
  'Рабочая',
  'Садовая',
  'Лесная',
  'Школьная',
  'Октябрьская',
  'Молодёжная',
  'Набережная',
  'Победы',
  'Кирова',
  'Комсомольская',
  'Строителей',
  'Первомайская',
  'Тархова',
  'Чернышевского',
  'Менделеева',
  'Космонавтов',
];

export type Direction = 'kp' | 'bt' | 'mnch';

/** What is broken, and from how many roubles it is put right. */
const PROBLEMS: Readonly<Record<Direction, readonly (readonly [string, number])[]>> = {
  kp: [
    ['Ноутбук сильно греется и выключается, чистка от пыли', 1500],
    ['Компьютер не включается, щелчок и тишина', 2000],
    ['Переустановить Windows, сохранить документы и фото', 500],
    ['Вирусы, открывается реклама во всех вкладках', 500],
    ['Не работает Wi-Fi после замены роутера', 1000],
    ['Телевизор: звук есть, изображения нет, подсветка 43″', 3000],
    ['Телевизор не включается, моргает индикатор', 2000],
    ['Восстановить данные с внешнего диска', 1000],
    ['Настроить новый ноутбук и перенести файлы', 1000],
    ['Моноблок тормозит, поставить SSD', 2000],
  ],
  bt: [
    ['Стиральная машина не сливает воду, стоит с бельём', 1000],
    ['Стиральная машина гремит при отжиме, похоже подшипник', 3000],
    ['Посудомоечная машина не греет воду', 1000],
    ['Холодильник не морозит, компрессор работает', 3000],
    ['Холодильник: течёт вода под ящиками', 2500],
    ['Духовка не держит температуру', 1000],
    ['Варочная панель: не работают две конфорки', 1500],
    ['Водонагреватель бьёт током, выбивает УЗО', 2000],
    ['Кондиционер не холодит, заправка', 2000],
    ['Кофемашина не наливает воду', 3000],
  ],
  mnch: [
    ['Подтекает смеситель на кухне, заменить', 1500],
    ['Установить стиральную машину, подводка готова', 2000],
    ['Засорился слив в ванной, вода стоит', 2000],
    ['Повесить люстру и два бра', 1500],
    ['Не работают розетки в одной комнате', 800],
    ['Собрать шкаф-купе и комод', 1500],
    ['Заменить унитаз, старый вынести', 2500],
    ['Течёт батарея на стыке', 3000],
    ['Повесить телевизор и полки', 1000],
    ['Выбивает автомат при включении плиты', 1000],
  ],
};

const DETAILS = [
  '',
  '',
  '',
  ' Позвонить за час.',
  ' Домофон не работает, набрать с телефона.',
  ' Скидка пенсионеру.',
  ' Просит приехать вовремя, уходит на работу.',
  ' Отзыв обязательно.',
  ' Дома собака.',
];
const REFUSALS = [
  'Дорого, решил подумать',
  'Починил сам',
  'Нашёл мастера дешевле',
  'Не дозвонились, три попытки',
  'Передумал, купит новую технику',
  'Мастер не смог приехать вовремя',
];
const NON_ORDERS = [
  'Только консультация по телефону',
  'Такую технику не ремонтируем',
  'Неверный адрес, клиент не отвечает',
  'Хотел продать технику',
  'Нужна матрица, запчасти нет',
];
const ORDER_COMMENTS = [
  'Запчасть заказана, срок три дня',
  'Клиент просил чек',
  'Оплата переводом',
  'Гарантия три месяца',
  'Предложить чистку в следующий раз',
];
const CALL_COMMENTS = [
  'Уточнял цену, назвали от суммы по прайсу',
  'Просил перезвонить вечером',
  'Спрашивал, где мастер',
  'Просил перенести визит',
  'Благодарил за работу',
  'Жалоба на опоздание, передано руководителю',
  'Интересовался гарантией',
];

export interface PersonName {
  /** As a colleague is called: «Смирнова Анна». */
  readonly full: string;
  /** As a client gives it. */
  readonly spoken: string;
}

export function makeName(random: Random, { womenShare = 0.55 } = {}): PersonName {
  const isWoman = random.chance(womenShare);
  const first = random.pick(isWoman ? WOMEN : MEN);
  const family = random.pick(FAMILIES) + (isWoman ? 'а' : '');
  const father = patronymic(random.pick(FATHERS), isWoman);
  const spoken = random.weighted([
    [`${first} ${father}`, 5],
    [first, 3],
    [`${family} ${first}`, 2],
  ] as const);
  return { full: `${family} ${first}`, spoken };
}

/** The list holds stems: «Сергеев» gives «Сергеевна» and «Сергеевич»; «Александр» gives «Александровна». */
function patronymic(stem: string, isWoman: boolean): string {
  const full = stem.endsWith('в') ? stem : `${stem}ов`;
  return full + (isWoman ? 'на' : 'ич');
}

export function makeAddress(random: Random): string {
  const house = `ул. ${random.pick(STREETS)}, д. ${String(random.integer(1, 140))}${random.chance(0.1) ? 'А' : ''}`;
  if (random.chance(0.15)) return `${house} (частный дом)`;
  return `${house}, кв. ${String(random.integer(1, 180))}, подъезд ${String(random.integer(1, 8))}, этаж ${String(random.integer(1, 12))}`;
}

/** Problem as the operator writes it down, with the sum named to the client, and that sum in roubles. */
export function makeProblem(random: Random, direction: Direction): { text: string; from: number } {
  const [what, from] = random.pick(PROBLEMS[direction]);
  return { text: `${what}. Озвучено от ${String(from)} ₽.${random.pick(DETAILS)}`, from };
}

export const makeRefusal = (random: Random): string => random.pick(REFUSALS);
export const makeNonOrder = (random: Random): string => random.pick(NON_ORDERS);
export const makeOrderComment = (random: Random): string => random.pick(ORDER_COMMENTS);
export const makeCallComment = (random: Random): string => random.pick(CALL_COMMENTS);
