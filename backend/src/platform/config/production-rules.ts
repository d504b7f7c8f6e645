import { parseRedisUrl } from './redis.js';

/** What a production start refuses; each sentence names the variable and never its value. */

type Source = Readonly<Record<string, string | undefined>>;

/** Secrets of the product: no two of them may be the same. */
const SECRETS = [
  'JWT_SECRET',
  'JWT_SECRET_PREVIOUS',
  'SECRETS_KEY',
  'SECRETS_KEY_PREVIOUS',
  'METRICS_TOKEN',
  'MANGO_API_SALT',
  'ADMIN_PASSWORD',
  'S3_SECRET_ACCESS_KEY',
] as const;
/** As they stand in documents, examples and other people's tutorials. */
const PUBLISHED_SECRET =
  /^(your[-_ ]|my[-_ ]?secret|change[-_ ]?(me|it|this)|secret([-_ ]?key)?$|replace[-_ ]|super[-_ ]?secret|default|example)/i;
const PUBLISHED_PASSWORD =
  /^(admin|password|passw0rd|qwerty|secret|change[-_ ]?me|your[-_ ]?password|123456)\d*$/i;
const PUBLISHED_DATABASE_PASSWORD = /^(password|change[-_ ]?me|your[-_ ]?password)\d*$/i;
/** On this machine alone the usual names of a developer's database will do. */
const USUAL_PASSWORD = /^(postgres|root|admin|crm|user|test|secret|qwerty)$/i;
const SHORTEST_TOKEN = 24;
/** Fewer different characters than this are a pattern, whatever the length. */
const FEWEST_CHARACTERS = 5;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

export function productionMistakes(source: Source): string[] {
  const given = SECRETS.flatMap((name) => {
    const value = source[name]?.trim();
    return value ? [{ name, value }] : [];
  });
  return [
    ...given.flatMap(publishedOrWeak),
    ...reused(given),
    ...databaseMistakes(source['DATABASE_URL']),
    ...redisMistakes(source['REDIS_URL']),
    ...addressMistakes(source['PUBLIC_URL']),
    ...debugMistakes(source),
  ];
}

interface Given {
  readonly name: (typeof SECRETS)[number];
  readonly value: string;
}

function publishedOrWeak({ name, value }: Given): string[] {
  if ((name === 'ADMIN_PASSWORD' ? PUBLISHED_PASSWORD : PUBLISHED_SECRET).test(value))
    return [`${name} is one that documents print: make one of your own`];
  if (name === 'METRICS_TOKEN' && value.length < SHORTEST_TOKEN)
    return [`${name} is shorter than ${String(SHORTEST_TOKEN)} characters`];
  const isKey = name.startsWith('JWT_') || name.startsWith('SECRETS_');
  return isKey && new Set(value).size < FEWEST_CHARACTERS
    ? [`${name} repeats itself: make a random one`]
    : [];
}

function reused(given: readonly Given[]): string[] {
  return given.flatMap(({ name, value }, at) => {
    const twin = given.slice(0, at).find((earlier) => earlier.value === value);
    return twin ? [`${name} is the same as ${twin.name}: each secret serves one purpose`] : [];
  });
}

function databaseMistakes(value: string | undefined): string[] {
  if (!value || !URL.canParse(value)) return [];
  const { password, hostname } = new URL(value);
  const isPrinted =
    PUBLISHED_DATABASE_PASSWORD.test(password) || (USUAL_PASSWORD.test(password) && !LOOPBACK.test(hostname));
  return isPrinted ? ['DATABASE_URL has a password that documents print'] : [];
}

function redisMistakes(value: string | undefined): string[] {
  const server = value ? parseRedisUrl(value.trim()) : null;
  if (!server) return [];
  const { password, host, isTls } = server;
  const isHere = LOOPBACK.test(host);
  if (password === null)
    return isHere || isTls
      ? []
      : [
          'REDIS_URL has no password beyond this machine: whoever reaches it could clear the counters of sign-in',
        ];
  const isPrinted = PUBLISHED_DATABASE_PASSWORD.test(password) || (USUAL_PASSWORD.test(password) && !isHere);
  return isPrinted ? ['REDIS_URL has a password that documents print'] : [];
}

function addressMistakes(value: string | undefined): string[] {
  if (!value || !URL.canParse(value)) return [];
  const { protocol, hostname } = new URL(value);
  return protocol === 'http:' && !LOOPBACK.test(hostname)
    ? ['PUBLIC_URL is plain http beyond this machine: passwords would cross the network in the open']
    : [];
}

/** Libraries that are asked to tell everything tell secrets too. */
const debugMistakes = ({ DEBUG, NODE_DEBUG }: Source): string[] => [
  ...(DEBUG?.includes('*')
    ? ['DEBUG asks for everything: libraries would write requests and secrets to the log']
    : []),
  ...(NODE_DEBUG?.trim() ? ['NODE_DEBUG is set: Node.js would write requests to the log'] : []),
];
