import { data, empty, operation, page, PAGE_QUERY, plain } from '../../../platform/http/operation.js';
import {
  boolean,
  id,
  instant,
  integer,
  json,
  nullable,
  object,
  oneOf,
  optional,
} from '../../../platform/http/schema.js';
import { NOTICE_TYPES } from './tell-person.js';

const notice = object(
  {
    id: id(),
    type: oneOf(NOTICE_TYPES),
    data: json({ description: 'What happened, by type: at, device, ip, provider, newEmail' }),
    createdAt: instant(),
    readAt: nullable(instant()),
  },
  { name: 'Notice' },
);

export const listNotices = operation({
  id: 'listNotices',
  method: 'get',
  path: '/auth/notices',
  access: 'signed-in',
  tag: 'auth',
  summary: 'Notices of what happened to the own account, newest first',
  query: { ...PAGE_QUERY, unread: optional(boolean({ description: 'Only those not read yet' })) },
  success: page(notice),
});

export const countUnreadNotices = operation({
  id: 'countUnreadNotices',
  method: 'get',
  path: '/auth/notices/unread',
  access: 'signed-in',
  tag: 'auth',
  summary: 'How many notices are not read yet',
  success: plain(object({ count: integer({ minimum: 0 }) })),
});

export const readNotice = operation({
  id: 'readNotice',
  method: 'post',
  path: '/auth/notices/:id/read',
  access: 'signed-in',
  tag: 'auth',
  summary: 'Mark a notice as read',
  params: { id: id() },
  success: data(notice),
});

export const readAllNotices = operation({
  id: 'readAllNotices',
  method: 'post',
  path: '/auth/notices/read',
  access: 'signed-in',
  tag: 'auth',
  summary: 'Mark all notices as read',
  success: empty(),
});

export const noticeOperations = [listNotices, countUnreadNotices, readNotice, readAllNotices] as const;
