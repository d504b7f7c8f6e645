import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createCache } from './cache/cache.js';
import type { ConfigurationError } from './config/env.js';
import { readEnvironment } from './config/env.js';
import { createSecretBox } from './crypto/secret-box.js';
import { mask } from './logging/masking.js';

const COMPLETE = {
  DATABASE_URL: 'postgresql://localhost/crm',
  JWT_SECRET: 'x'.repeat(32),
  SECRETS_KEY: Buffer.alloc(32).toString('base64'),
};

describe('configuration', () => {
  test('all mistakes are told at once', () => {
    const wrong = {
      PORT: 'abc',
      NODE_ENV: 'prod',
      PUBLIC_URL: 'crm',
      JWT_SECRET: 'short',
      LOG_LEVEL: 'loud',
      S3_BUCKET: 'b',
    };
    const mistakes = (() => {
      try {
        readEnvironment(wrong);
        return [];
      } catch (error) {
        return (error as ConfigurationError).mistakes;
      }
    })();
    expect(mistakes).toHaveLength(8);
  });

  test('an access token lives at most 15 minutes, whatever is asked for', () => {
    expect(readEnvironment({ ...COMPLETE, JWT_EXPIRES_IN: '7d' }).accessTokenSeconds).toBe(900);
    expect(readEnvironment({ ...COMPLETE, JWT_EXPIRES_IN: '5m' }).accessTokenSeconds).toBe(300);
  });
});

describe('sealed secrets', () => {
  const box = createSecretBox(randomBytes(32));

  test('open to what was sealed, differ each time, and bear no change', () => {
    const sealed = box.seal('соль');
    expect(box.open(sealed)).toBe('соль');
    expect(box.seal('соль')).not.toBe(sealed);
    const altered = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
    expect(() => box.open(altered)).toThrow();
    expect(() => createSecretBox(randomBytes(32)).open(sealed)).toThrow();
  });
});

describe('logs', () => {
  test('keep secrets and personal data out, by name and by look', () => {
    const masked = JSON.stringify(
      mask({
        password: 'hunter2hunter2',
        accessToken: 'abc',
        phoneClient: '+79271154820',
        nested: { email: 'a@b.ru', note: 'звонил с 8 927 115-48-20, почта a@b.ru' },
        error: Object.assign(new Error('Key (phone)=(+79271154820) exists'), {
          body: '{"password":"hunter2hunter2"}',
        }),
        callId: 42,
      }),
    );
    for (const secret of ['hunter2', '9271154820', '115-48-20', 'a@b.ru', '"abc"'])
      expect(masked).not.toContain(secret);
    expect(masked).toContain('42');
  });
});

describe('the cache', () => {
  test('loads once for all who ask at the same time and keeps no failure', async () => {
    const cache = createCache();
    let loads = 0;
    const load = () => Promise.resolve((loads += 1));
    expect(await Promise.all([cache.cached('a:1', 60, load), cache.cached('a:1', 60, load)])).toEqual([1, 1]);
    expect(await cache.cached('a:1', 60, load)).toBe(1);

    await expect(cache.cached('b', 60, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await cache.cached('b', 60, () => Promise.resolve('back'))).toBe('back');
  });

  test('a drop during a load keeps the old value out', async () => {
    const cache = createCache();
    let finish: (value: string) => void = () => undefined;
    const first = cache.cached('stats:1:x', 60, () => new Promise<string>((resolve) => (finish = resolve)));
    cache.drop('stats:1:');
    const second = cache.cached('stats:1:x', 60, () => Promise.resolve('new'));
    finish('old');
    expect([await first, await second]).toEqual(['old', 'new']);
    expect(await cache.cached('stats:1:x', 60, () => Promise.resolve('newer'))).not.toBe('old');
  });
});
