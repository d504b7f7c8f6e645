import { createHash } from 'node:crypto';
import { signInByApi } from './call-centre';
import type { ProductCopy } from './copy';
import { makeSuperAdmin } from './database';
import { HOSTILE_WORDS } from './hostile-words';
import { newClient } from './telephony';

type Send = Awaited<ReturnType<typeof signInByApi>>;

export interface HostileRows {
  readonly orderIds: readonly number[];
  readonly callIds: readonly number[];
}

const idOf = (answer: unknown): number => (answer as { data: { id: number } }).data.id;
const CITY_TIME = '+04:00';
const STARTS = 25;
/** The n-th half-hour between 10:00 and 22:00 from the day after tomorrow on, in the city's time. */
function startAt(n: number): string {
  const day = new Date(Date.now() + (2 + Math.floor(n / STARTS)) * 86_400_000).toISOString().slice(0, 10);
  const minutes = 600 + (n % STARTS) * 30;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${day}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00${CITY_TIME}`;
}

/** Every hostile word in every text field that the product has, by its own API. */
export async function plantHostileWords(copy: ProductCopy): Promise<HostileRows> {
  const send = await signInByApi(copy, copy.admin);
  const orderIds: number[] = [];
  for (const [n, word] of HOSTILE_WORDS.entries()) orderIds.push(await plant(send, n, word));
  await plantAccess(copy, send);
  const callIds = await plantCalls(copy, send);
  // Last, and eight: beyond ten sessions a person's oldest ends, which is the one that plants.
  for (const [n, word] of HOSTILE_WORDS.entries()) if (n % 8 === 0) await signInAs(copy, word);
  return { orderIds, callIds };
}

const wordAt = (n: number): string => HOSTILE_WORDS[n % HOSTILE_WORDS.length] ?? '';

/** An order holds four words, so that every fourth shows them all. */
async function plant(send: Send, n: number, word: string): Promise<number> {
  const suffix = String(n);
  await send('POST', '/cities', { name: word, timezone: 'Europe/Saratov' });
  await send('POST', '/campaigns', { rk: word, name: word });
  await send('POST', '/masters', { name: word, cities: [word] });
  await send('POST', '/dispositions', { code: `hostile_${suffix}`, name: word });
  await send('POST', '/phones', { number: newClient(), rk: word, city: word, avitoName: word });
  await send('POST', '/operators', {
    ...{ name: word, login: `hostile-${suffix}`, password: `seventeen quiet rivers ${suffix}` },
    ...{ city: word, cities: [word], role: 'operator', status: 'active' },
  });
  const order = await send('POST', '/orders', {
    ...{ rk: word, city: word, phone: `+${newClient()}`, typeOrder: 'first_time', typeEquipment: 'kp' },
    ...{ clientName: word, address: wordAt(n + 1), problem: wordAt(n + 2), dateMeeting: startAt(n) },
  });
  const id = idOf(order);
  await send('PATCH', `/orders/${String(id)}`, { version: 1, comment: wordAt(n + 3) });
  return id;
}

/** Of rows that are costly to make, as an account is, or few by rule, as keys are, every fourth word is enough. */
const EVERY = 4;

/** Who may get in and how: keys, invitations, organisations and their owners. */
async function plantAccess(copy: ProductCopy, send: Send): Promise<void> {
  await makeSuperAdmin(copy, copy.admin.login);
  for (const [n, word] of HOSTILE_WORDS.entries()) {
    const invited = { name: word, role: 'operator', city: word, cities: [word], delivery: 'link' };
    await send('POST', '/invitations', invited);
    if (n % EVERY !== 0) continue;
    const key = { name: word, permissions: ['calls:read'], cities: [word], ipAllow: [], expiresAt: null };
    await send('POST', '/admin/api-keys', key);
    await send('POST', '/auth/api-keys', key);
    await send('POST', '/platform/organizations', {
      ...{ name: word, timezone: 'Europe/Saratov' },
      owner: { name: word, login: `hostile-owner-${String(n)}`, email: null },
    });
  }
}

/** Fills the admin's lists of sessions, devices and sign-ins with browsers that call themselves so. */
async function signInAs({ url, admin }: ProductCopy, userAgent: string): Promise<void> {
  const response = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'User-Agent': userAgent },
    body: JSON.stringify(admin),
  });
  if (!response.ok) throw new Error(`Signing in from ${userAgent}: ${await response.text()}`);
}

/** Telephony's own fields are nobody's promise: a number, a line and names that are none. */
async function plantCalls(copy: ProductCopy, send: Send): Promise<number[]> {
  for (const [n, word] of HOSTILE_WORDS.entries()) {
    const call = { entry_id: `hostile-${String(n)}`, call_id: `hostile-leg-${String(n)}` };
    const from = { number: word, taken_from_call_id: word };
    const to = { extension: '101', number: word, line_number: word };
    const at = Math.floor(Date.now() / 1000);
    await post(copy, 'events/call', {
      ...call,
      from,
      to,
      seq: 1,
      timestamp: at,
      call_state: 'Appeared',
      location: word,
    });
    await post(copy, 'events/summary', {
      ...{
        ...call,
        from,
        to,
        line_number: word,
        call_direction: 1,
        entry_result: 0,
        disconnect_reason: 1111,
      },
      ...{ create_time: at, forward_time: at, talk_time: 0, end_time: at + 2 },
    });
  }
  const wanted = HOSTILE_WORDS.length;
  const rowsOf = async (): Promise<{ id: number }[]> => {
    const answer = await send('GET', '/calls?limit=100');
    return (answer as { data: { id: number; phoneClient: unknown }[] }).data.filter(
      ({ phoneClient }) => phoneClient === null,
    );
  };
  // Events become calls in the worker a moment later.
  for (let turn = 0; turn < 60 && (await rowsOf()).length < wanted; turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 500));
  const ids = (await rowsOf()).map(({ id }) => id);
  for (const [n, id] of ids.entries())
    await send('PATCH', `/calls/${String(id)}`, {
      version: await versionOf(send, id),
      comment: wordAt(n),
    });
  return ids;
}

async function versionOf(send: Send, id: number): Promise<number> {
  return ((await send('GET', `/calls/${String(id)}`)) as { data: { version: number } }).data.version;
}

async function post({ url, mango }: ProductCopy, path: string, payload: object): Promise<void> {
  const json = JSON.stringify(payload);
  const sign = createHash('sha256')
    .update(mango.apiKey + json + mango.apiSalt)
    .digest('hex');
  const body = new URLSearchParams({ vpbx_api_key: mango.apiKey, sign, json });
  const response = await fetch(`${url}/api/webhooks/mango/${path}`, { method: 'POST', body });
  if (response.status !== 200) throw new Error(`The webhook was answered ${String(response.status)}`);
}
