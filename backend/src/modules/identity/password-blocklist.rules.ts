import type { BlockReason } from '../../platform/http/problem.js';

/**
 * How easily a password is guessed by somebody who tries first what people choose: frequent passwords, what is known of the owner,
 * repeats, runs, rows of keys, years. The password is cut into such pieces so that their guesses, multiplied, are fewest; what no piece
 * covers counts letter by letter. The work grows with the length alone, so it may be done while others wait.
 */
export interface Guessing {
  /** Place of each frequent password in its list, from 1. */
  readonly ranks: ReadonlyMap<string, number>;
  /** What is known of the owner: login, names, organisation, product; lower case. */
  readonly words: ReadonlySet<string>;
}

/** Below 2^27 guesses (a hundred million) an attacker with the stored hash is through in days even against bcrypt. */
const FEWEST_BITS = 27;
/** What comes behind adds no ease: a longer password is not read further. */
const LONGEST_READ = 300;
const LONGEST_PIECE = 24;
const SHORTEST_PIECE = 3;
const SHORTEST_KEYS = 4;

const ROWS = [
  'qwertyuiop[]',
  "asdfghjkl;'",
  'zxcvbnm,./',
  '1234567890-=',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p',
];
const KEYS = [...ROWS, ...ROWS.map((row) => Array.from(row).reverse().join(''))];
const YEAR = /^(19|20)\d\d$/;
const LEET: Readonly<Record<string, string>> = {
  ...{ '@': 'a', '4': 'a', '3': 'e', '1': 'i', '!': 'i', '0': 'o' },
  ...{ '5': 's', $: 's', '7': 't' },
};
/** The same keys in the Russian and the Latin layout. */
const RUSSIAN = 'йцукенгшщзхъфывапролджэячсмитьбюё';
const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";

type Piece = 'letter' | 'pattern' | 'common' | 'personal';
interface Cover {
  readonly bits: number;
  readonly pieces: ReadonlySet<Piece>;
}

/** Null for a password that is hard enough to guess. */
export function blockReason(password: string, guessing: Guessing): BlockReason | null {
  const easiest = writings(password)
    .map((text) => cheapestCover(text, guessing))
    .reduce((best, cover) => (cover.bits < best.bits ? cover : best));
  if (easiest.bits >= FEWEST_BITS) return null;
  if (easiest.pieces.has('personal')) return 'personal';
  return easiest.pieces.has('common') ? 'common' : 'pattern';
}

/** The password as it is, with figures read as the letters they stand for, and as the other layout would have written it. */
function writings(password: string): readonly string[] {
  const plain = password.normalize('NFKC').toLowerCase().slice(0, LONGEST_READ);
  const mapped = (letters: (letter: string) => string): string => Array.from(plain, letters).join('');
  const unleet = mapped((letter) => LEET[letter] ?? letter);
  const latin = mapped((letter) => LATIN[RUSSIAN.indexOf(letter)] ?? letter);
  return [...new Set([plain, unleet, latin])];
}

function cheapestCover(text: string, guessing: Guessing): Cover {
  const nothing: Cover = { bits: 0, pieces: new Set() };
  const covers = [nothing];
  const offer = (end: number, from: Cover, { bits, piece }: { bits: number; piece: Piece }): void => {
    const total = from.bits + bits;
    if (total < (covers[end]?.bits ?? Infinity))
      covers[end] = { bits: total, pieces: new Set([...from.pieces, piece]) };
  };
  for (let start = 0; start < text.length; start += 1) {
    // Each place is reached by the letter before it at least.
    const from = covers[start] ?? nothing;
    offer(start + 1, from, { bits: bitsOfLetter(text.charAt(start)), piece: 'letter' });
    const longest = Math.min(LONGEST_PIECE, text.length - start);
    for (let length = SHORTEST_PIECE; length <= longest; length += 1) {
      const found = pieceOf(text.slice(start, start + length), guessing);
      if (found) offer(start + length, from, found);
    }
    for (const length of repeatsAt(text, start)) offer(start + length, from, { bits: 1, piece: 'pattern' });
  }
  return covers[text.length] ?? nothing;
}

function bitsOfLetter(letter: string): number {
  if (/\d/.test(letter)) return Math.log2(10);
  return /\p{L}/u.test(letter) ? Math.log2(26) : Math.log2(33);
}

function pieceOf(text: string, { ranks, words }: Guessing): { bits: number; piece: Piece } | null {
  if (words.has(text)) return { bits: 2, piece: 'personal' };
  const rank = ranks.get(text);
  if (rank !== undefined) return { bits: 1 + Math.log2(rank + 1), piece: 'common' };
  if (isRun(text) || isRowOfKeys(text)) return { bits: 5, piece: 'pattern' };
  return YEAR.test(text) ? { bits: 7, piece: 'pattern' } : null;
}

/** `aaaa`, `1234`, `dcba`. */
function isRun(text: string): boolean {
  const step = text.charCodeAt(1) - text.charCodeAt(0);
  if (Math.abs(step) > 1) return false;
  for (let at = 2; at < text.length; at += 1)
    if (text.charCodeAt(at) - text.charCodeAt(at - 1) !== step) return false;
  return true;
}

const isRowOfKeys = (text: string): boolean =>
  text.length >= SHORTEST_KEYS && KEYS.some((row) => row.includes(text));

/** Lengths at which what follows repeats what stands just before; pictures are no habit of those who guess. */
function repeatsAt(text: string, start: number): number[] {
  const lengths: number[] = [];
  const longest = Math.min(start, text.length - start);
  for (let length = 1; length <= longest; length += 1) {
    const before = text.slice(start - length, start);
    if (/[\p{L}\p{N}]/u.test(before) && text.startsWith(before, start)) lengths.push(length);
  }
  return lengths;
}

/** Words of what is known: each part of at least three letters, and a name without what stands between its parts. */
export function wordsOf(texts: readonly (string | null | undefined)[]): ReadonlySet<string> {
  const words = texts.flatMap((text) => {
    const plain = (text ?? '').normalize('NFKC').toLowerCase();
    const parts = plain.split(/[^\p{L}\p{N}]+/u);
    return [plain, parts.join(''), ...parts];
  });
  return new Set(words.filter((word) => word.length >= SHORTEST_PIECE));
}
