import { data, empty, operation } from '../../../platform/http/operation.js';
import { array, boolean, instant, nullable, object, string } from '../../../platform/http/schema.js';
import { deviceFields, uuid } from '../sessions.contract.js';

const device = object(
  {
    id: uuid('The device'),
    ...deviceFields,
    lastIp: nullable(string()),
    firstSeenAt: instant(),
    lastSeenAt: instant(),
    trustedUntil: nullable(instant({ description: 'Until then the second factor is not asked for here' })),
    current: boolean({ description: 'The browser that asks' }),
  },
  { name: 'Device' },
);

export const listDevices = operation({
  id: 'listDevices',
  method: 'get',
  path: '/auth/devices',
  access: 'signed-in',
  tag: 'auth',
  summary: 'Browsers that one has signed in from, the last used first',
  success: data(array(device)),
});

export const forgetDevice = operation({
  id: 'forgetDevice',
  method: 'delete',
  path: '/auth/devices/:id',
  access: 'signed-in',
  tag: 'auth',
  summary: 'Forget a browser: it is a stranger again, and is asked for the second factor',
  params: { id: uuid('The device') },
  success: empty(),
});

export const deviceOperations = [listDevices, forgetDevice] as const;
