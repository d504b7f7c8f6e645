/** Part of a file, both ends included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const FROM_START = /^bytes=(\d+)-(\d*)$/;
const FROM_END = /^bytes=-(\d+)$/;

/**
 * What a `Range` header asks of a file of `size` bytes (RFC 9110, 14.1): a part, the whole file (`null`: no header, several
 * ranges, another unit, nonsense), or `unsatisfiable` when nothing of the file lies in it.
 */
export function readRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const text = header?.trim() ?? '';
  const fromEnd = FROM_END.exec(text);
  if (fromEnd) return lastBytes(Number(fromEnd[1]), size);
  const fromStart = FROM_START.exec(text);
  return fromStart ? between(Number(fromStart[1]), fromStart[2] ? Number(fromStart[2]) : size, size) : null;
}

function between(start: number, end: number, size: number): ByteRange | 'unsatisfiable' | null {
  if (start >= size) return 'unsatisfiable';
  return end < start ? null : { start, end: Math.min(end, size - 1) };
}

function lastBytes(count: number, size: number): ByteRange | 'unsatisfiable' {
  if (count === 0 || size === 0) return 'unsatisfiable';
  return { start: Math.max(size - count, 0), end: size - 1 };
}
