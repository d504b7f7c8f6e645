/** Tells a person at the terminal what goes on. */
export interface Progress {
  readonly say: (text: string) => void;
  readonly warn: (text: string) => void;
  /** Runs a step and prints its name with the time it took. */
  readonly step: <T>(name: string, work: () => Promise<T>) => Promise<T>;
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

/** Lines to standard output, warnings to standard error; a closed terminal is no reason to end. */
export function createProgress(): Progress {
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  const say = (text: string): void => {
    process.stdout.write(`${text}\n`);
  };
  const warn = (text: string): void => {
    process.stderr.write(`${text}\n`);
  };
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    const result = await work();
    say(`  ${name}: ${seconds(performance.now() - startedAt)}`);
    return result;
  };
  return { say, warn, step };
}
