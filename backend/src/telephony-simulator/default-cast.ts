import type { Employee } from './calls/call-plan.js';
import type { Random } from './random.js';

/** Host of the SIP addresses of the demo. */
export const SIP_HOST = 'vpbx400000001.mangosip.ru';
/** Internal number of the group behind the demo's queue. */
export const GROUP = '500';

export const DEFAULT_EXTENSIONS: readonly string[] = Array.from({ length: 12 }, (_, index) =>
  String(101 + index),
);

/** Company numbers of the demo, as Mango writes them; ranges that no subscriber has. */
export const DEFAULT_LINES: readonly string[] = Array.from(
  { length: 16 },
  (_, index) => `7495000${String(101 + index).padStart(4, '0')}`,
);

export const employeeAt = (extension: string): Employee => ({
  extension,
  sip: `sip:op${extension}@${SIP_HOST}`,
});

const RECENT = 400;
/** Share of calls by somebody who called before. */
const RETURNING = 0.3;

/** Clients of no real range (`7999001…`); some of them call again. */
export function createClients(random: Random, known: readonly string[] = []): () => string {
  const recent = [...known];
  return () => {
    if (recent.length > 0 && random.chance(RETURNING)) return random.pick(recent);
    const fresh = `7999${String(random.integer(1_000_000, 1_999_999)).padStart(7, '0')}`;
    recent.push(fresh);
    if (recent.length > RECENT + known.length) recent.splice(known.length, 1);
    return fresh;
  };
}
