import { createHash } from 'node:crypto';

/**
 * A typed login or e-mail as it is compared: NFKC, without outer space and without case, so that `Ｉｖａｎ ` is `ivan`. Look-alikes of
 * other alphabets and invisible characters stay what they are, and find nobody.
 */
export const canonicalLogin = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();

/** What attempts on a name are counted under: what people type into a login field may be their password. */
export const nameKey = (canonical: string): string => createHash('sha256').update(canonical).digest('hex');
