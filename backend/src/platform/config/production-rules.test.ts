import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ConfigurationError } from './env.js';
import { readEnvironment } from './env.js';

const SOUND = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://crm:kV7mpxTq4d@db.example.ru:5432/crm',
  PUBLIC_URL: 'https://crm.example.ru',
  JWT_SECRET: randomBytes(32).toString('hex'),
  SECRETS_KEY: randomBytes(32).toString('base64'),
};
const SHARED = randomBytes(32).toString('base64');

/** What is wrong, and the variable that is to be named. */
const WRONG: readonly (readonly [string, string, Readonly<Record<string, string>>])[] = [
  ['a secret of a tutorial', 'JWT_SECRET', { JWT_SECRET: 'your-secret-key' }],
  [
    'a long one of a tutorial',
    'JWT_SECRET',
    { JWT_SECRET: 'your-super-secret-jwt-key-change-in-production' },
  ],
  ['one that asks to be changed', 'JWT_SECRET', { JWT_SECRET: 'change-me-change-me-change-me-change-me-1' }],
  ['an empty one', 'JWT_SECRET', { JWT_SECRET: '' }],
  ['a short one', 'JWT_SECRET', { JWT_SECRET: 'kV7mpxTq4dkV7mpxTq4d' }],
  ['a short previous one', 'JWT_SECRET_PREVIOUS', { JWT_SECRET_PREVIOUS: 'kV7mpxTq4d' }],
  ['one letter many times', 'JWT_SECRET', { JWT_SECRET: 'x'.repeat(48) }],
  ['a key of zeros', 'SECRETS_KEY', { SECRETS_KEY: Buffer.alloc(32).toString('base64') }],
  ['a key of another length', 'SECRETS_KEY', { SECRETS_KEY: randomBytes(16).toString('base64') }],
  ['one secret for two uses', 'SECRETS_KEY', { JWT_SECRET: SHARED, SECRETS_KEY: SHARED }],
  ['the secret again as a token', 'METRICS_TOKEN', { METRICS_TOKEN: SOUND.JWT_SECRET }],
  ['a short token', 'METRICS_TOKEN', { METRICS_TOKEN: 'kV7mpxTq4d' }],
  [
    'the database of a tutorial',
    'DATABASE_URL',
    { DATABASE_URL: 'postgresql://user:password@localhost:5432/crm' },
  ],
  [
    'a developer’s database elsewhere',
    'DATABASE_URL',
    { DATABASE_URL: 'postgresql://postgres:postgres@db:5432/crm' },
  ],
  ['the Redis of a tutorial', 'REDIS_URL', { REDIS_URL: 'redis://:changeme@10.0.0.7:6379' }],
  ['a developer’s Redis elsewhere', 'REDIS_URL', { REDIS_URL: 'redis://:secret@redis:6379' }],
  ['a Redis open to its network', 'REDIS_URL', { REDIS_URL: 'redis://redis:6379' }],
  ['plain http beyond this machine', 'PUBLIC_URL', { PUBLIC_URL: 'http://crm.example.ru' }],
  ['plain http to a look-alike of it', 'PUBLIC_URL', { PUBLIC_URL: 'http://127.0.0.1.example.ru' }],
  ['libraries that tell all', 'DEBUG', { DEBUG: '*' }],
  ['libraries that tell all of Express', 'DEBUG', { DEBUG: 'express:*' }],
  ['Node.js that tells its requests', 'NODE_DEBUG', { NODE_DEBUG: 'http' }],
  ['the admin of a tutorial', 'ADMIN_PASSWORD', { ADMIN_PASSWORD: 'admin123' }],
];

function mistakesOf(change: Readonly<Record<string, string>>): readonly string[] {
  try {
    readEnvironment({ ...SOUND, ...change });
    return [];
  } catch (error) {
    return (error as ConfigurationError).mistakes;
  }
}

test('a sound environment is taken, also that of a developer’s own machine', () => {
  expect(mistakesOf({})).toEqual([]);
  expect(
    mistakesOf({
      DATABASE_URL: 'postgresql://postgres:postgres@127.0.0.1:5432/crm',
      PUBLIC_URL: 'http://127.0.0.1:5000',
      REDIS_URL: 'redis://127.0.0.1:6379',
      DEBUG: 'pg',
    }),
  ).toEqual([]);
});

test.each(WRONG)('%s is refused by the name of %s, and no value is told', (_, name, change) => {
  const mistakes = mistakesOf(change);
  expect(mistakes.some((mistake) => mistake.startsWith(`${name} `))).toBe(true);
  for (const value of Object.values(change).filter((text) => text.length > 4))
    expect(mistakes.join()).not.toContain(value);
});

test('what a developer or a test sets is not held to it', () => {
  expect(mistakesOf({ NODE_ENV: 'test', JWT_SECRET: 'x'.repeat(32), PUBLIC_URL: 'http://crm.test' })).toEqual(
    [],
  );
});

test('a process that was given such a thing ends at once with 78 and tells the name alone', () => {
  const main = path.join(import.meta.dirname, '../../main.api.ts');
  const given = { ...SOUND, JWT_SECRET: 'your-super-secret-jwt-key-change-in-production' };
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', main], {
    env: { PATH: process.env['PATH'], ...given },
    encoding: 'utf8',
  });
  expect({ status, told: stderr.includes('JWT_SECRET is one that documents print') }).toEqual({
    status: 78,
    told: true,
  });
  for (const value of Object.values(given).filter((text) => text.length > 12))
    expect(stderr).not.toContain(value);
});
