/** 0 falls at once, 4 holds. */
export type Strength = 0 | 1 | 2 | 3 | 4;

export type Estimate = (password: string, words: readonly string[]) => Strength;

/** What comes behind says nothing more about how hard the beginning is, and costs time. */
const longestRead = 64;
/** Shorter parts stand in any phrase. */
const shortestWord = 3;

let loading: Promise<Estimate> | null = null;

/** The estimator and its list of frequent passwords: fetched when a password is about to be typed, and kept. */
export function loadEstimate(): Promise<Estimate> {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load(): Promise<Estimate> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, l33tMaxSubstitutions: 16 });
  return (password, words) => zxcvbn.check(password.slice(0, longestRead), withParts(words)).score;
}

/** A surname alone is guessed no later than the whole name. */
function withParts(words: readonly string[]): string[] {
  return [...words, ...words.flatMap((word) => word.split(/[\s@._-]+/))].filter(
    (word) => word.length >= shortestWord,
  );
}
