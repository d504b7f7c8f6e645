import { operation, plain, raw } from '../../platform/http/operation.js';
import { object, oneOf, optional } from '../../platform/http/schema.js';

const health = object({ status: oneOf(['ok']) });

export const live = operation({
  id: 'healthLive',
  method: 'get',
  path: '/health/live',
  access: 'public',
  tag: 'system',
  summary: 'The process answers',
  success: plain(health),
});

export const ready = operation({
  id: 'healthReady',
  method: 'get',
  path: '/health/ready',
  access: 'public',
  tag: 'system',
  summary:
    'The database answers and has all migrations; else 503. Where the product has a Redis, whether it answers',
  success: plain(object({ status: oneOf(['ok']), redis: optional(oneOf(['up', 'down'])) })),
});

export const openapi = operation({
  id: 'openapi',
  method: 'get',
  path: '/openapi.json',
  access: 'public',
  tag: 'system',
  summary: 'This document',
  success: raw('application/json', 'OpenAPI 3.1'),
});
