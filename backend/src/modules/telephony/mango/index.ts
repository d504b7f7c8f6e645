/**
 * The pure core of the Mango Office telephony: from the bytes of a webhook to what one call came to. It owns the
 * vendor's signature, form, words, codes and quirks, and nothing else in the product knows them. No database, no HTTP,
 * no clock: the same input always gives the same answer.
 */
export { isOwnKey, isSigned, sign, type MangoCredentials } from './signature.js';
export { readWebhookForm, type FormFailure, type FormReading, type WebhookForm } from './webhook-form.js';
export { eventPath } from './event-path.js';
export { readJsonObject } from './json-text.js';
export { asPhoneDigits, asSip } from './numbers.js';
export { readMangoEvent, type EventFailure, type EventReading } from './event.js';
export type * from './event-types.js';
export { foldCall } from './fold.js';
export type * from './conclusion.js';
