import type { Random } from '../random.js';

export interface Employee {
  readonly extension: string;
  /** `sip:user@host` */
  readonly sip: string;
}

/** Who plays in one call, and the ids it goes by. */
export interface CallPlan {
  readonly ids: CallIds;
  readonly random: Random;
  /** Company number as Mango writes it: digits without `+`, or a SIP line. */
  readonly line: string;
  /** Client's digits without `+`; null when he hides his number. */
  readonly client: string | null;
  /** Free employees, at least one; the first takes the call, the second takes it over. */
  readonly employees: readonly Employee[];
  /** Internal number of the group behind the queue. */
  readonly group: string;
  /** Of the CRM's command, when the call was asked for by one. */
  readonly commandId: string;
  /** Seconds a usual talk lasts. */
  readonly meanTalkSeconds: number;
}

/** Ids in the vendor's shape: base64 of numbers, with `=` and now and then `+` and `/`. */
export interface CallIds {
  readonly entryId: string;
  readonly productId: number;
  /** A new leg's id; legs of the menu and of queues bear a mark. */
  nextLeg(kind: 'ivr' | 'queue' | 'abonent'): string;
  nextRecording(): string;
}

const PRODUCT_ID = 400_000_001;

export function createCallIds(entryNumber: number): CallIds {
  let legs = 0;
  let recordings = 0;
  return {
    entryId: base64(String(entryNumber)),
    productId: PRODUCT_ID,
    nextLeg: (kind) => {
      legs += 1;
      const id = `1:${String(PRODUCT_ID)}:511:${String(entryNumber)}${String(legs).padStart(2, '0')}`;
      return base64(kind === 'abonent' ? id : `${id}:1`);
    },
    nextRecording: () => {
      recordings += 1;
      return base64(`1:${String(PRODUCT_ID)}:${String(entryNumber)}:${String(recordings - 1)}`);
    },
  };
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
