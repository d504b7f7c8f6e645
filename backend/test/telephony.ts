import request from 'supertest';
import { expect } from 'vitest';
import { sign } from '../src/modules/telephony/index.js';
import { asSystem } from '../src/platform/db/row-scope.js';
import { createSecretBox } from '../src/platform/crypto/secret-box.js';
import type { TestApi } from './api.js';
import type { SampleEvent } from './fixtures/mango/samples.js';

interface Credentials {
  readonly apiKey: string;
  readonly apiSalt: string;
}

/** Key and salt of the samples. */
export const SAMPLE_ACCOUNT: Credentials = {
  apiKey: 'tst0key0aaaabbbbccccddddeeeeffff',
  apiSalt: 'tst0salt9999888877776666555544443',
};

export type TestTelephony = Awaited<ReturnType<typeof connectTelephony>>;

/** An account of an organisation, known to all processes. */
export async function buildTelephonyAccount(
  api: TestApi,
  { organizationId = api.organization.id, apiKey, apiSalt }: Credentials & { organizationId?: number },
) {
  const { database, environment } = api;
  const apiSaltSealed = createSecretBox(environment.secretsKey).seal(apiSalt);
  const account = await database.prisma.telephonyAccount.create({
    data: { organizationId, apiKey, apiSaltSealed },
  });
  await database.sql.query({ text: `SELECT pg_notify('cache', 'telephony:accounts')` });
  return account;
}

/** Functions of the worker as it runs them: for all organisations. */
const bySystem = <T extends object>(functions: T): T =>
  new Proxy(functions, {
    get: (target, name) => {
      const run = Reflect.get(target, name) as unknown;
      return typeof run === 'function'
        ? (...input: unknown[]) => asSystem(() => Reflect.apply(run, target, input) as unknown)
        : run;
    },
  });

/** Telephony as its senders and the worker see it: webhooks over HTTP, the worker's passes by hand. */
export async function connectTelephony(api: TestApi) {
  const account = await buildTelephonyAccount(api, SAMPLE_ACCOUNT);
  const { processor, sweeps } = api.container.telephony;

  const postForm = (path: string, fields: Readonly<Record<string, string>> | string) =>
    request(api.url)
      .post(`/api/webhooks/mango/${path}`)
      .type('application/x-www-form-urlencoded')
      .send(typeof fields === 'string' ? fields : new URLSearchParams(fields).toString());

  const postSample = ({ path, json, sign: signature, formKey }: SampleEvent) =>
    postForm(path, {
      vpbx_api_key: formKey ?? SAMPLE_ACCOUNT.apiKey,
      ...(signature !== null && { sign: signature }),
      ...(json !== null && { json }),
    });
  const work = async (): Promise<void> => {
    while (await asSystem(() => processor.pass())) {
      // Until the inbox is empty.
    }
  };

  return {
    account,
    /** As the worker runs them. */
    sweeps: bySystem(sweeps),
    processor: bySystem(processor),
    postForm,
    /** A text signed by the account's salt. */
    postJson: (path: string, json: string, credentials: Credentials = SAMPLE_ACCOUNT) =>
      postForm(path, { vpbx_api_key: credentials.apiKey, sign: sign(json, credentials), json }),
    /** An event of a sample, signed as the sample has it. */
    postSample,
    /** What the worker does until nothing is due. */
    work,
    /** Events of samples, one after the other, and the worker's work on them. */
    deliver: async (events: readonly (SampleEvent | undefined)[]): Promise<void> => {
      for (const event of events) {
        if (event !== undefined) expect((await postSample(event)).status).toBe(200);
      }
      await work();
    },
    /** A figure of `/metrics`, summed over what the labels leave open. */
    metric: async (name: string, labels: Readonly<Record<string, string>> = {}): Promise<number> => {
      const { text } = await request(api.url).get('/metrics');
      const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`));
      const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
      return lines
        .filter((line) => wanted.every((label) => line.includes(label)))
        .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
    },
  };
}
