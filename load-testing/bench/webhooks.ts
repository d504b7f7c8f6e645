import { randomBytes } from 'node:crypto';
import { createSecretBox } from '../../backend/src/platform/crypto/secret-box.js';
import type { Sql } from '../../backend/src/platform/db/database.js';
import { signatureOf, type Credentials } from '../../backend/src/telephony-simulator/delivery.js';

/** A telephony account of the volume database for the time of a run. */
export interface WebhookAccount extends Credentials {
  readonly organizationId: number;
  /** The body of an event that was never sent before. */
  readonly nextForm: () => string;
  /** Removes the account and what was stored under it. */
  readonly remove: () => Promise<void>;
}

const FIRST_SECOND = 1_790_000_000;

export async function openWebhookAccount(sql: Sql, secretsKey: string): Promise<WebhookAccount> {
  const credentials = { apiKey: `bench-${randomBytes(6).toString('hex')}`, apiSalt: 'bench-salt' };
  const organizationId = 1;
  await sql.query({
    text: `INSERT INTO telephony_account (organization_id, provider, api_key, api_salt_sealed) VALUES ($1, 'mango', $2, $3)`,
    values: [
      organizationId,
      credentials.apiKey,
      createSecretBox(Buffer.from(secretsKey, 'base64')).seal(credentials.apiSalt),
    ],
  });
  let made = 0;
  return {
    ...credentials,
    organizationId,
    nextForm: () => {
      made += 1;
      const json = eventOf(`${credentials.apiKey}-${String(made)}`, made);
      const sign = signatureOf(json, credentials);
      return new URLSearchParams({ vpbx_api_key: credentials.apiKey, sign, json }).toString();
    },
    remove: async () => {
      await sql.query({
        text: `DELETE FROM inbox_event WHERE organization_id = $1 AND convert_from(raw, 'UTF8') LIKE '%' || $2 || '%'`,
        values: [organizationId, credentials.apiKey],
      });
      await sql.query({
        text: 'DELETE FROM telephony_account WHERE api_key = $1',
        values: [credentials.apiKey],
      });
    },
  };
}

const eventOf = (entryId: string, index: number): string =>
  JSON.stringify({
    ...{ entry_id: entryId, call_id: `${entryId}-leg`, timestamp: FIRST_SECOND + index, seq: 1 },
    ...{ call_state: 'Appeared', location: 'abonent', from: { number: String(79_000_000_000 + index) } },
    to: { extension: '101', number: 'sip:op101@bench.test', line_number: '74950000101' },
    dct: { type: 0 },
  });
