import { maskPhone } from '../../platform/phone.js';
import type { InboxRow } from './inbox.queries.js';

const PREVIEW_LENGTH = 300;
/** Eleven digits and more: shorter ones are times, extensions and counters. */
const PHONE = /(?<![0-9A-Za-z])\+?\d{11,15}(?![0-9A-Za-z])/g;

/** The stored bytes as text that gives no client away; bytes that are no text show as U+FFFD. */
const maskedText = (raw: Buffer): string => raw.toString('utf8').replace(PHONE, maskPhone);

const toFields = (row: InboxRow) => ({
  id: row.id,
  provider: row.provider,
  path: row.path,
  status: row.status,
  receivedAt: row.receivedAt,
  seen: row.seen,
  attempts: row.attempts,
  nextAttemptAt: row.status === 'pending' || row.status === 'failed' ? row.nextAttemptAt : null,
  lastError: row.lastError,
  processedAt: row.processedAt,
});

export const toInboxEvent = (row: InboxRow) => ({
  ...toFields(row),
  preview: maskedText(row.raw).slice(0, PREVIEW_LENGTH),
});

export const toInboxEventCard = (row: InboxRow) => ({
  ...toFields(row),
  text: maskedText(row.raw),
  bytes: row.bytes,
});
