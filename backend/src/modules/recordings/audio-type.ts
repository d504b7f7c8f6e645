/** How telephony names its files, by what we call them. */
const CONTENT_TYPES: Readonly<Record<string, AudioType>> = {
  'audio/mpeg': 'audio/mpeg',
  'audio/mp3': 'audio/mpeg',
  'audio/wav': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/x-wav': 'audio/wav',
};

export type AudioType = 'audio/mpeg' | 'audio/wav';

/** Bytes that `looksLike` needs to see. */
export const SIGNATURE_BYTES = 12;

/** The audio type that a `Content-Type` header names; null for anything else. */
export function audioTypeOf(contentType: string | null): AudioType | null {
  const name = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  return CONTENT_TYPES[name] ?? null;
}

/** Whether a file begins as that kind of audio does: a page of HTML that calls itself audio is none. */
export function looksLike(type: AudioType, head: Buffer): boolean {
  if (type === 'audio/wav') return text(head, 0, 4) === 'RIFF' && text(head, 8, 12) === 'WAVE';
  return text(head, 0, 3) === 'ID3' || (head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0);
}

export const extensionOf = (type: string): string => (type === 'audio/wav' ? 'wav' : 'mp3');

const text = (head: Buffer, start: number, end: number): string =>
  head.subarray(start, end).toString('latin1');
