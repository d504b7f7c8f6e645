import http from 'node:http';
import { signatureOf, type Credentials } from '../../backend/src/telephony-simulator/delivery.js';
import type { PlannedEvent } from './traffic.js';

export interface EventTarget {
  /** Address of the product, without a slash at its end. */
  readonly url: string;
  readonly credentials: Credentials;
  readonly agent: http.Agent;
}

/** Signs and posts an event once; the status of the answer. @throws when the connection breaks. */
export const postEvent = (event: PlannedEvent, { url, credentials, agent }: EventTarget): Promise<number> =>
  post(agent, `${url}/api/webhooks/mango/${event.path}`, formOf(event, credentials));

const formOf = ({ json }: PlannedEvent, credentials: Credentials): string =>
  new URLSearchParams({
    vpbx_api_key: credentials.apiKey,
    sign: signatureOf(json, credentials),
    json,
  }).toString();

function post(agent: http.Agent, url: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': Buffer.byteLength(body),
    };
    const request = http.request(url, { agent, method: 'POST', headers, timeout: 10_000 }, (response) => {
      response.resume();
      response.on('end', () => {
        resolve(response.statusCode ?? 0);
      });
      response.on('error', reject);
    });
    request.on('timeout', () => request.destroy(new Error('No answer within ten seconds')));
    request.on('error', reject);
    request.end(body);
  });
}
