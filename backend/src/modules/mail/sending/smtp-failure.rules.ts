/** Why a letter did not leave this time. */
export interface SmtpFailure {
  /** For people: the server's own answer, or the code of the fault; without addresses. At most 200 characters. */
  readonly reason: string;
  /** Another try would end the same way. */
  readonly isFinal: boolean;
}

interface SmtpError {
  readonly code?: unknown;
  readonly response?: unknown;
  readonly responseCode?: unknown;
}

const LONGEST_REASON = 200;
const ADDRESS = /[^\s<>@:;,"']+@[^\s<>@:;,"']+/g;
/** What the server says of the letter and of its reader; of our credentials it speaks too, but those the administrator can mend. */
const OF_THE_LETTER: ReadonlySet<unknown> = new Set(['EENVELOPE', 'EMESSAGE']);

export function toSmtpFailure(error: unknown): SmtpFailure {
  const { code, response, responseCode } = (error ?? {}) as SmtpError;
  const said = typeof response === 'string' && response !== '' ? response : null;
  return {
    reason: (said ?? nameOf(code, error))
      .replace(ADDRESS, '***')
      .replace(/\s+/g, ' ')
      .slice(0, LONGEST_REASON),
    isFinal: OF_THE_LETTER.has(code) && typeof responseCode === 'number' && responseCode >= 500,
  };
}

// Nodemailer's own codes hide what the network said; its message has it, and a host's name is no secret of ours.
function nameOf(code: unknown, error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  return [typeof code === 'string' ? code : 'failure', message].filter(Boolean).join(': ');
}
