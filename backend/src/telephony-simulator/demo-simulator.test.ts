import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { withRawServer } from '../../test/providers/raw-server.js';
import { foldCall, isSigned, readMangoEvent, type MangoEvent } from '../modules/telephony/mango/index.js';
import { createMangoRecordings } from '../modules/recordings/fetch/mango-recordings.js';
import { receiveFile } from '../modules/recordings/fetch/receive-file.js';
import { secondsOf } from './audio.js';
import { createDelivery, signatureOf, type DeliveryOptions } from './delivery.js';
import { employeeAt } from './default-cast.js';
import { startDemoSimulator } from './demo-simulator.js';
import { createRandom } from './random.js';

const credentials = { apiKey: 'key', apiSalt: 'salt' };
const cast = {
  employees: ['101', '102', '103'].map(employeeAt),
  lines: ['74950000101'],
  clients: ['79990010001'],
};

interface Received {
  readonly path: string;
  readonly json: string;
  readonly isSigned: boolean;
}

/** The address of events; answers as `statuses` say, then 200. */
function receiver(received: Received[], statuses: number[] = []): RequestListener {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const status = statuses.shift() ?? 200;
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      const json = form.get('json') ?? '';
      const isRight =
        isSigned(json, form.get('sign') ?? '', credentials) &&
        form.get('vpbx_api_key') === credentials.apiKey;
      if (status === 200) received.push({ path: request.url ?? '', json, isSigned: isRight });
      response.writeHead(status).end('{}');
    });
  };
}

const toEvents = (received: readonly Received[]): MangoEvent[] =>
  received.map(({ path: at, json }) => {
    const reading = readMangoEvent(at, json);
    if (!reading.ok) throw new Error(`${at}: ${reading.reason}`);
    return reading.event;
  });

test('a call is played in its own time, rightly signed, and its recording can be fetched as from Mango', async () => {
  const received: Received[] = [];
  await withRawServer(receiver(received), async (url) => {
    const demo = await startDemoSimulator({
      target: `${url}/api/webhooks/mango`,
      credentials,
      cast,
      seed: 5,
      speed: 200,
    });
    const folder = await mkdtemp(path.join(os.tmpdir(), 'crm-simulator-'));
    const script = demo.simulator.play('queue_answered');
    await demo.simulator.finished();
    await expect.poll(() => received.length).toBeGreaterThanOrEqual(script?.steps.length ?? 99);

    expect(received.every((one) => one.isSigned)).toBe(true);
    const call = foldCall(toEvents(received));
    expect(call).toMatchObject({ status: 'answered', isFinal: true, hasOpenLeg: false });

    const mango = createMangoRecordings({ sign: signatureOf });
    const account = { id: 1, ...credentials, apiBaseUrl: demo.api.url };
    const link = await mango.requestLink(account, call?.recordings[0]?.recordingId ?? '');
    const file = await receiveFile(await mango.download(link), { folder });
    expect(file.contentType).toBe('audio/wav');
    expect(secondsOf(await readFile(file.path))).toBeGreaterThanOrEqual(1);

    await demo.stop();
    await rm(folder, { recursive: true });
  });
});

test('a callback that the CRM commands rings at the employee named', async () => {
  const received: Received[] = [];
  await withRawServer(receiver(received), async (url) => {
    const demo = await startDemoSimulator({ target: url, credentials, cast, seed: 5, speed: 500 });
    const json = JSON.stringify({
      command_id: 'crm-1',
      from: { extension: '102' },
      to_number: '+7 999 001-00-07',
    });
    const body = new URLSearchParams({ vpbx_api_key: 'key', sign: signatureOf(json, credentials), json });
    const answer = await fetch(`${demo.api.url}commands/callback`, { method: 'POST', body });
    expect(await answer.json()).toEqual({ result: 1000 });
    await demo.simulator.finished();
    await expect.poll(() => received.some(({ path: at }) => at.endsWith('events/summary'))).toBe(true);
    const call = foldCall(toEvents(received).filter(({ kind }) => kind !== 'result'));
    expect(call).toMatchObject({
      direction: 'outbound',
      clientNumber: '79990010007',
      callbackCommandId: 'crm-1',
    });
    expect(call?.operator?.extension).toBe('102');
    await demo.stop();
  });
});

test('with nobody free a queue call cannot be played; when it is over, everybody is free again', async () => {
  await withRawServer(receiver([]), async (url) => {
    const demo = await startDemoSimulator({ target: url, credentials, cast, seed: 1, speed: 300 });
    expect(demo.simulator.play('blind_transfer')).not.toBeNull();
    expect(demo.simulator.play('blind_transfer')).toBeNull();
    await demo.simulator.finished();
    expect(demo.simulator.play('blind_transfer')).not.toBeNull();
    expect(demo.simulator.figures()).toEqual({ started: 2, ended: 1, underWay: 1 });
    await demo.stop();
  });
});

const knobs: DeliveryOptions = {
  ...{ ...credentials, target: '', random: createRandom(9) },
  ...{ shuffleSeconds: 0, duplicates: 0, drop: 0, strings: false },
};

async function deliver(options: Partial<DeliveryOptions>, { count = 40, statuses = [] as number[] } = {}) {
  const received: Received[] = [];
  let refusal: string | null = null;
  let failed = 0;
  await withRawServer(receiver(received, statuses), async (target) => {
    const delivery = createDelivery({ ...knobs, random: createRandom(9), ...options, target });
    for (let index = 0; index < count; index += 1) delivery.send('events/call', { index, seq: 1 });
    await delivery.idle();
    refusal = delivery.refusal();
    ({ failed } = delivery.takeFigures());
  });
  return { bodies: received.map(({ json }) => json), refusal, failed };
}

test('the knobs double, drop, scramble and write numbers as texts', async () => {
  expect((await deliver({ duplicates: 1 })).bodies).toHaveLength(80);
  expect((await deliver({ drop: 1 })).bodies).toEqual([]);
  expect((await deliver({ drop: 0.5 })).bodies.length).toBeLessThan(40);
  const { bodies } = await deliver({ shuffleSeconds: 0.3 });
  const order = bodies.map((json) => (JSON.parse(json) as { index: number }).index);
  expect(order.toSorted((one, other) => one - other)).not.toEqual(order);
  expect((await deliver({ strings: true }, { count: 1 })).bodies).toEqual(['{"index":"0","seq":"1"}']);
});

test('an event that is not taken is sent again; a refused signature ends the delivery', async () => {
  const overloaded = await deliver({}, { count: 1, statuses: [503] });
  expect([overloaded.bodies.length, overloaded.failed]).toEqual([1, 1]);
  const refused = await deliver({}, { count: 1, statuses: [403] });
  expect(refused.bodies).toEqual([]);
  expect(refused.refusal).toContain('refuses the signature');
});
