import { misconfigured, StartFailure } from './start-failure.js';

/** Whom the start could not reach, and how it tells of it. */
export interface Server {
  /** The variable that holds its address. */
  readonly variable: string;
  /** The address without its password. */
  readonly address: string;
  /** Sentences by the code of what may go wrong with it. */
  readonly sentences: Readonly<Record<string, string>>;
  /** Codes of what passes by itself; those of the network are known. */
  readonly passing: readonly string[];
}

/** Sentences for what every server has in common, by the code of the network. */
export const networkSentences = (name: string): Readonly<Record<string, string>> => ({
  ECONNREFUSED: `nothing listens there: start ${name} or correct the host and port`,
  ENOTFOUND: 'the host name is unknown: correct it',
  EAI_AGAIN: 'the host name cannot be resolved at this moment: check the network or correct it',
  EHOSTUNREACH: 'the host cannot be reached: check the network or correct the host',
  ENETUNREACH: 'the network cannot be reached: check the network or correct the host',
});

const PASSING = ['ECONNREFUSED', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'];

/** The failure of the start that a failed connection is, in one sentence. */
export function explainFailure(
  { variable, address, sentences, passing }: Server,
  code: string,
  error: unknown,
): StartFailure {
  const reason = sentences[code] ?? (error instanceof Error ? error.message : String(error));
  const sentence = `${variable} (${address}) cannot be used: ${reason}.`;
  return [...PASSING, ...passing].includes(code)
    ? new StartFailure(sentence, { cause: error })
    : misconfigured(sentence, error);
}

/** The code of the network or of the server that an error carries; `''` without one. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const { code } = error as NodeJS.ErrnoException;
  if (code) return code;
  // A host with several addresses fails with all their errors at once.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return /timeout/i.test(`${error.name} ${error.message}`) ? 'ETIMEDOUT' : '';
}
