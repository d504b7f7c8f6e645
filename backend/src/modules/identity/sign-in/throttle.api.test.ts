import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../../test/api.js';
import { failToSignIn, freshIp, openBrowser, personWhoSignsIn } from '../../../../test/browser.js';
import { GOOD_PASSWORD } from '../../../../test/factories/operators.js';
import { startSecondApi, type SecondApi } from '../../../../test/second-api.js';
import { bucketsOf } from '../../../../test/sign-in-buckets.js';
import { nameKey } from './login-name.js';

let api: TestApi;
let other: SecondApi;

beforeAll(async () => {
  api = await startTestApi();
  other = await startSecondApi(api);
});
afterAll(async () => {
  await other.close();
  await api.close();
});

const T0 = Date.now();
let elapsed = 0;
/** Later by so many seconds. */
const pass = (seconds: number): void => {
  elapsed += seconds;
  api.clock.set(new Date(T0 + elapsed * 1000));
};
const waitOf = (response: Response): number => {
  expectProblem(response, 429, 'too_many_requests');
  expect(response.headers['retry-after']).toMatch(/^[1-9]\d*$/);
  return Number(response.headers['retry-after']);
};
/** Each from an address of its own: only the login counts. */
const stranger = () => openBrowser({ url: api.url });

describe('failures at one login', () => {
  test('five are free, then even the right password waits, and twice as long after each further one', async () => {
    const person = await personWhoSignsIn(api);
    pass(0);
    await failToSignIn(stranger(), person.login, 5);

    for (const seconds of [1, 2, 4, 8]) {
      expect(waitOf(await stranger().signIn(person.login))).toBe(seconds);
      pass(seconds);
      await failToSignIn(stranger(), person.login, 1);
    }
    expect(waitOf(await stranger().signIn(person.login))).toBe(16);
    pass(16);
    expect((await stranger().signIn(person.login)).status).toBe(200);
  });

  test('the pause grows to a quarter of an hour, and a day takes a hundred', async () => {
    const { login } = await personWhoSignsIn(api);
    pass(0);
    await failToSignIn(stranger(), login, 5);
    const failOnceMore = async (failures: number): Promise<void> => {
      const wait = waitOf(await stranger().signIn(login));
      expect(wait).toBe(Math.min(2 ** (failures - 5), 900));
      pass(wait);
      await failToSignIn(stranger(), login, 1);
    };
    for (let failures = 5; failures < 17; failures += 1) await failOnceMore(failures);
    // The rest of the day goes on like that.
    const key = `name:${nameKey(login)}`;
    await bucketsOf(api).setFailures(key, 98);
    for (let failures = 98; failures < 100; failures += 1) await failOnceMore(failures);

    pass(901);
    const wait = waitOf(await stranger().signIn(login));
    expect(wait).toBeGreaterThan(901);
    pass(wait);
    expect((await stranger().signIn(login)).status).toBe(200);
  });

  test('a login that is nobody’s is slowed alike and told the same', async () => {
    const { login } = await personWhoSignsIn(api);
    const inactive = await personWhoSignsIn(api, { status: 'inactive' });
    pass(0);
    const bodies = [];
    for (const name of [login, `nobody-${login}`, inactive.login]) {
      const browser = stranger();
      await failToSignIn(browser, name, 5);
      const refused = await browser.signIn(name);
      expect(waitOf(refused)).toBe(1);
      bodies.push({ ...(refused.body as object), requestId: null });
    }
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
  });

  test('case, width and outer space make no other login of it', async () => {
    const { login } = await personWhoSignsIn(api);
    const wide = login.replaceAll(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
    pass(0);
    for (const name of [login, login.toUpperCase(), ` ${login} `, wide, wide.toUpperCase()])
      await failToSignIn(stranger(), name, 1);
    waitOf(await stranger().signIn(login));
  });
});

describe('a person under attack', () => {
  test('gets in at the first try from a browser he has used before, however many strangers fail', async () => {
    const { login } = await personWhoSignsIn(api);
    const own = openBrowser({ url: api.url });
    expect((await own.signIn(login)).status).toBe(200);
    pass(0);
    const attacker = stranger();
    await failToSignIn(attacker, login, 5);
    for (let count = 0; count < 45; count += 1) waitOf(await attacker.signIn(login, 'guess'));

    expect((await own.signIn(login)).status).toBe(200);
    waitOf(await attacker.signIn(login, GOOD_PASSWORD));
  });

  test('has ten failures of his own there, and counts as a stranger after them', async () => {
    const { login } = await personWhoSignsIn(api);
    const own = openBrowser({ url: api.url });
    await own.signIn(login);
    pass(0);
    await failToSignIn(own, login, 9);
    expect((await own.signIn(login)).status).toBe(200);
    await failToSignIn(own, login, 10 + 5);
    waitOf(await own.signIn(login));
  });

  test('is a stranger in a browser that only somebody else has used', async () => {
    const { login } = await personWhoSignsIn(api);
    const colleague = await personWhoSignsIn(api);
    const browser = openBrowser({ url: api.url });
    await browser.signIn(colleague.login);
    pass(0);
    await failToSignIn(browser, login, 5);
    waitOf(await browser.signIn(login));
  });
});

describe('failures of one address', () => {
  test('end after ten a minute, whatever the login and whatever headers say', async () => {
    pass(0);
    const ip = freshIp();
    for (let count = 0; count < 10; count += 1) {
      const browser = openBrowser({ url: api.url, ip: `198.51.100.${String(count)}, ${ip}` });
      await failToSignIn(browser, `spray-${String(count)}-${ip}`, 1);
    }
    const eleventh = openBrowser({ url: api.url, ip: `192.0.2.1, ${ip}` });
    const forged = await eleventh.post('/api/auth/login', { login: 'spray-eleven', password: 'x' });
    expect(waitOf(forged)).toBeLessThanOrEqual(60);

    const rows = await api.database.prisma.audit.findMany({ where: { action: 'session.refuse', ip } });
    expect(rows).toHaveLength(10);
    pass(60);
    await failToSignIn(eleventh, 'spray-eleven', 1);
  });

  test('count a whole /64 as one, and its neighbour as another', async () => {
    pass(0);
    for (let count = 0; count < 10; count += 1) {
      const browser = openBrowser({ url: api.url, ip: `2001:db8:1:1::${count.toString(16)}` });
      await failToSignIn(browser, `six-${String(count)}`, 1);
    }
    waitOf(await openBrowser({ url: api.url, ip: '2001:db8:1:1:ffff::9' }).signIn('six-eleven', 'x'));
    await failToSignIn(openBrowser({ url: api.url, ip: '2001:db8:1:2::1' }), 'six-eleven', 1);
  });

  test('and of the login are taken together or not at all', async () => {
    const { login } = await personWhoSignsIn(api);
    const ip = freshIp();
    const crowded = openBrowser({ url: api.url, ip });
    pass(0);
    for (let count = 0; count < 10; count += 1)
      await failToSignIn(crowded, `crowd-${String(count)}-${ip}`, 1);
    for (let count = 0; count < 5; count += 1) waitOf(await crowded.signIn(login, 'guess'));
    // None of those was counted at the login…
    await failToSignIn(stranger(), login, 5);
    const patient = stranger();
    for (let count = 0; count < 20; count += 1) waitOf(await patient.signIn(login, 'guess'));
    // …and none of these at the address.
    await failToSignIn(patient, `another-${ip}`, 1);
  });

  test('do not hold up who knows his password: right ones are given back', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => personWhoSignsIn(api)));
    const ip = freshIp();
    pass(0);
    for (const { login } of people) {
      const response = await openBrowser({ url: api.url, ip }).signIn(login);
      expect(response.status).toBe(200);
    }
  });
});

describe('many at once over two processes', () => {
  const statuses = (answers: readonly Response[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const { status } of answers) counts[String(status)] = (counts[String(status)] ?? 0) + 1;
    return counts;
  };
  /** What a process cannot look at in its turn it gives back as 503, so those come again until all are judged. */
  const judged = async (attempt: (url: string) => Promise<Response>, count: number): Promise<Response[]> => {
    const urls = Array.from({ length: count }, (_, index) => (index % 2 === 0 ? api.url : other.url));
    return Promise.all(
      urls.map(async (url) => {
        for (;;) {
          const response = await attempt(url);
          if (response.status !== 503) return response;
        }
      }),
    );
  };

  test('exactly five of forty guesses at one login are looked at', async () => {
    const { login } = await personWhoSignsIn(api);
    pass(0);
    const answers = await judged((url) => openBrowser({ url }).signIn(login, 'guess'), 40);
    expect(statuses(answers)).toEqual({ 401: 5, 429: 35 });
  });

  test('exactly ten of forty guesses of one address are looked at', async () => {
    const ip = freshIp();
    let count = 0;
    pass(0);
    const answers = await judged((url) => {
      count += 1;
      return openBrowser({ url, ip }).signIn(`many-${String(count)}-${ip}`, 'guess');
    }, 40);
    expect(statuses(answers)).toEqual({ 401: 10, 429: 30 });
  });

  test('counters outlive a process', async () => {
    const { login } = await personWhoSignsIn(api);
    pass(0);
    await failToSignIn(openBrowser({ url: api.url }), login, 5);
    const third = await startSecondApi(api);
    waitOf(await openBrowser({ url: third.url }).signIn(login));
    await third.close();
  });
});

test('a flood is turned away before it costs anything, while people work', async () => {
  const names = (): Promise<number> => bucketsOf(api).count('name:');
  const client = api.as(api.owner);
  const before = await names();
  pass(0);
  const guesses = Array.from({ length: 200 }, (_, index) =>
    openBrowser({ url: api.url }).signIn(`flood-${String(index)}`, 'guess'),
  );
  const lists = Array.from({ length: 10 }, () => client.get('/api/calls'));
  const answers = await Promise.all(guesses);
  expect((await Promise.all(lists)).map(({ status }) => status)).toEqual(
    Array.from({ length: 10 }, () => 200),
  );

  const looked = answers.filter(({ status }) => status === 401).length;
  const refused = answers.filter(({ status }) => status === 503);
  expect(looked + refused.length).toBe(200);
  expect(looked).toBeGreaterThan(0);
  expect(refused.length).toBeGreaterThan(0);
  for (const answer of refused) expectProblem(answer, 503, 'overloaded');
  expect(refused[0]?.headers['retry-after']).toBe('3');
  // Of those turned away nothing was asked or stored.
  expect((await names()) - before).toBe(looked);
});
