import type { Sql } from '../../platform/db/database.js';
import { findHash, linksAfter } from './chain.queries.js';
import { ORIGIN, hashAfter, type ChainFault, type ChainHead, type ChainLink } from './chain.rules.js';

const BATCH = 1000;

export interface Verdict {
  /** First and last number of the stretch that was walked; null when there was nothing to walk. */
  readonly firstSealNo: number | null;
  readonly lastSealNo: number | null;
  readonly fault: ChainFault | null;
}

export interface VerifyOptions {
  readonly heads: readonly ChainHead[];
  /** The walk begins after this number, whose hash is taken for right; 0 walks the whole chain. */
  readonly after?: number;
  /** Told the number reached after every batch. */
  readonly onProgress?: (sealNo: number) => void;
}

/**
 * Walks the chain to its first fault. Every hash is made anew from the columns, not by the function of the database that made it. Rows are
 * read a batch at a time, so memory does not grow with the log.
 */
export async function verifyChain(sql: Sql, options: VerifyOptions): Promise<Verdict> {
  const { heads, after = 0, onProgress } = options;
  const hashOf = new Map(heads.map(({ sealNo, hash }) => [sealNo, hash]));
  const start = after === 0 ? ORIGIN : await findHash(sql, after);
  if (!start) return { firstSealNo: null, lastSealNo: null, fault: faultAt('missing', after) };
  const before = { sealNo: after, hash: start };
  const tip = await walk(sql, { before, hashOf, onProgress });
  const stretch = {
    firstSealNo: tip.sealNo > after ? after + 1 : null,
    lastSealNo: tip.sealNo > after ? tip.sealNo : null,
  };
  return { ...stretch, fault: tip.fault ?? findCut(heads, tip.sealNo) };
}

const faultAt = (kind: ChainFault['kind'], sealNo: number, auditId: number | null = null): ChainFault => ({
  kind,
  sealNo,
  auditId,
});

interface Tip {
  readonly sealNo: number;
  readonly hash: Buffer;
}

interface Walk {
  readonly before: Tip;
  readonly hashOf: ReadonlyMap<number, string>;
  readonly onProgress: VerifyOptions['onProgress'];
}

async function walk(
  sql: Sql,
  { before, hashOf, onProgress }: Walk,
): Promise<Tip & { fault: ChainFault | null }> {
  let tip = before;
  for (;;) {
    const links = await linksAfter(sql, tip.sealNo, BATCH);
    for (const link of links) {
      const fault = faultOf(link, tip, hashOf);
      if (fault) return { ...tip, fault };
      tip = link;
    }
    if (links.length < BATCH) return { ...tip, fault: null };
    onProgress?.(tip.sealNo);
  }
}

function faultOf(link: ChainLink, before: Tip, hashOf: ReadonlyMap<number, string>): ChainFault | null {
  const { sealNo, auditId, hash } = link;
  if (sealNo !== before.sealNo + 1) return faultAt('missing', before.sealNo + 1);
  if (!hash.equals(hashAfter(before.hash, link.columns))) return faultAt('altered', sealNo, auditId);
  const written = hashOf.get(sealNo);
  return written === undefined || written === hash.toString('hex')
    ? null
    : faultAt('rewritten', sealNo, auditId);
}

/** A number written down outside that the database no longer has. */
function findCut(heads: readonly ChainHead[], last: number): ChainFault | null {
  const isCut = heads.some(({ sealNo }) => sealNo > last);
  return isCut ? faultAt('tail_cut', last + 1) : null;
}
