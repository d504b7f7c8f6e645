import { operation, raw } from '../../platform/http/operation.js';

export const streamEvents = operation({
  id: 'streamEvents',
  method: 'get',
  path: '/events',
  access: 'signed-in',
  keys: true,
  tag: 'live',
  summary: 'Live events (server-sent events)',
  description:
    'Types: call.ringing, call.connected, call.ended, call.updated, order.created, order.updated, slots.changed, presence.changed, ' +
    'notices.changed (to the person alone), reload, ready. Data is `{type, id, at, …}`. `Last-Event-ID` resumes without a gap for 24 ' +
    'hours; an older one gets `reload`. The stream ends with the session or the access token: come back with a fresh token and the last id.',
  success: raw('text/event-stream', 'The stream'),
});
