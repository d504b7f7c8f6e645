import { operation, plain } from '../../platform/http/operation.js';
import { object, string } from '../../platform/http/schema.js';

/** For the document only: webhooks are mounted by hand, since they are verified as bytes before anything reads them. */
export const receiveMangoEvent = operation({
  id: 'receiveMangoEvent',
  method: 'post',
  path: '/webhooks/mango/*event',
  access: 'public',
  tag: 'webhooks',
  summary: 'Receives an event of Mango Office',
  description:
    'A form (`application/x-www-form-urlencoded`) of `vpbx_api_key`, `sign` and `json`; `sign` is the lower-case hexadecimal SHA-256 of ' +
    'key + json + salt. 200 once stored, whatever a rightly signed `json` holds; 403 `bad_signature`; 400 when the form cannot be read or ' +
    'a field is missing or doubled; `ping` answers 200 with any body.',
  params: { event: string({ description: '`events/…`, `result/…` or `ping`', example: 'events/call' }) },
  success: plain(object({})),
});
