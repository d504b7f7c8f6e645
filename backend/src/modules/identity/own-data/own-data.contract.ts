import { operation, raw } from '../../../platform/http/operation.js';

export const exportOwnData = operation({
  id: 'exportOwnData',
  method: 'get',
  path: '/auth/export',
  access: 'signed-in',
  proof: 'recent',
  tag: 'auth',
  summary: 'Everything that is kept about the caller himself, as a file',
  description:
    'Account, employments, sessions, devices, sign-ins, notices, letters, keys without their secrets, own audit rows (the newest 10,000) ' +
    'and how many calls and orders bear his name. Five a day.',
  success: raw('application/json', 'The file'),
});

export const ownDataOperations = [exportOwnData] as const;
