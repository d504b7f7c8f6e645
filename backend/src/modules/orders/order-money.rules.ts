/** Up to this much clean money, in kopecks, the company takes the larger share. */
const SMALL_CLEAN_KOPECKS = 500_000;
const SMALL_CLEAN_PERCENT = 60;
const LARGE_CLEAN_PERCENT = 50;

export interface Money {
  /** Paid by the client, roubles. */
  readonly result: number | null;
  /** Parts and costs, roubles. */
  readonly expenditure: number | null;
}

export interface CountedMoney extends Money {
  readonly clean: number | null;
  /** What the master hands over to the company. */
  readonly masterChange: number | null;
}

/** Completes the two sums a person enters. Counted in whole kopecks; the share is rounded half up. Null until both are known. */
export function countMoney({ result, expenditure }: Money): CountedMoney {
  if (result === null || expenditure === null)
    return { result, expenditure, clean: null, masterChange: null };
  const clean = toKopecks(result) - toKopecks(expenditure);
  return { result, expenditure, clean: toRoubles(clean), masterChange: toRoubles(shareOf(clean)) };
}

export const NO_MONEY: CountedMoney = { result: 0, expenditure: 0, clean: 0, masterChange: 0 };

/** A visit that brought and cost nothing is a refusal, not a completed order. */
export const isZero = ({ result, expenditure }: Money): boolean =>
  (result ?? 0) === 0 && (expenditure ?? 0) === 0;

const toKopecks = (roubles: number): number => Math.round(roubles * 100);
const toRoubles = (kopecks: number): number => kopecks / 100;

function shareOf(cleanKopecks: number): number {
  const percent = cleanKopecks <= SMALL_CLEAN_KOPECKS ? SMALL_CLEAN_PERCENT : LARGE_CLEAN_PERCENT;
  return Math.floor((cleanKopecks * percent + 50) / 100);
}
