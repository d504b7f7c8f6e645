import { createHash, randomUUID } from 'node:crypto';
import { LINE } from './call-centre';
import type { ProductCopy } from './copy';

/** One call as Mango Office tells of it: rings at an extension, is answered, ends. */
export function createCall(
  { url, mango }: ProductCopy,
  { client, extension }: { client: string; extension: string },
) {
  const entryId = randomUUID();
  const callId = randomUUID();
  const startedAt = Math.floor(Date.now() / 1000);
  let seq = 0;

  const post = async (path: string, payload: object): Promise<void> => {
    const json = JSON.stringify(payload);
    const sign = createHash('sha256')
      .update(mango.apiKey + json + mango.apiSalt)
      .digest('hex');
    const response = await fetch(`${url}/api/webhooks/mango/${path}`, {
      method: 'POST',
      body: new URLSearchParams({ vpbx_api_key: mango.apiKey, sign, json }),
    });
    if (response.status !== 200) throw new Error(`The webhook was answered ${String(response.status)}`);
  };
  const leg = (state: string, more: object = {}): Promise<void> => {
    seq += 1;
    return post('events/call', {
      entry_id: entryId,
      call_id: callId,
      timestamp: Math.floor(Date.now() / 1000),
      seq,
      call_state: state,
      location: 'abonent',
      from: { number: client },
      to: { extension, number: `sip:op${extension}@vpbx.mangosip.ru`, line_number: LINE },
      ...more,
    });
  };
  const summarise = (talkedAt: number): Promise<void> =>
    post('events/summary', {
      entry_id: entryId,
      call_direction: 1,
      from: { number: client },
      to: { extension },
      line_number: LINE,
      create_time: startedAt,
      forward_time: startedAt,
      talk_time: talkedAt,
      end_time: Math.max(Math.floor(Date.now() / 1000), startedAt + 2),
      entry_result: talkedAt === 0 ? 0 : 1,
      disconnect_reason: 1110,
    });

  return {
    ring: () => leg('Appeared'),
    answer: () => leg('Connected'),
    end: async (): Promise<void> => {
      await leg('Disconnected', { disconnect_reason: 1110 });
      await summarise(startedAt + 1);
    },
    miss: async (): Promise<void> => {
      await leg('Disconnected', { disconnect_reason: 1111 });
      await summarise(0);
    },
  };
}

/** A number nobody has called from yet. */
export const newClient = (): string => `7927${String(Math.floor(1_000_000 + Math.random() * 8_999_999))}`;
