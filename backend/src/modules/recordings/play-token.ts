import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What a playback address entitles to: one recording, for one session, until an instant. */
export interface PlayTicket {
  readonly recordingRowId: number;
  readonly sessionId: string;
  readonly expiresAt: Date;
}

export interface PlayTokens {
  /** Two base64url parts, `<payload>.<signature>`. */
  sign(ticket: PlayTicket): string;
  /** Null when the token was not signed here, has been altered, or its time is over. */
  read(token: string, now: Date): PlayTicket | null;
}

const KEY_BYTES = 32;

/** Tokens signed with a key derived from `secret`, so that no other signature made with it can pass for one of these. */
export function createPlayTokens(secret: string | Buffer): PlayTokens {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'recording playback', KEY_BYTES));
  const signatureOf = (payload: string): Buffer => createHmac('sha256', key).update(payload).digest();

  return {
    sign: ({ recordingRowId, sessionId, expiresAt }) => {
      const payload = Buffer.from(JSON.stringify([recordingRowId, sessionId, expiresAt.getTime()])).toString(
        'base64url',
      );
      return `${payload}.${signatureOf(payload).toString('base64url')}`;
    },
    read: (token, now) => {
      const [payload = '', signature = '', ...rest] = token.split('.');
      const given = Buffer.from(signature, 'base64url');
      const wanted = signatureOf(payload);
      if (rest.length > 0 || given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
      const ticket = toTicket(payload);
      return ticket.expiresAt > now ? ticket : null;
    },
  };
}

// Only what was signed here is read, so its form is known.
function toTicket(payload: string): PlayTicket {
  const fields = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as [number, string, number];
  return { recordingRowId: fields[0], sessionId: fields[1], expiresAt: new Date(fields[2]) };
}
