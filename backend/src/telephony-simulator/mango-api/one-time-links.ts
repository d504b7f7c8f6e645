import { randomBytes } from 'node:crypto';

/** Addresses that answer once and are dead afterwards. */
export interface OneTimeLinks<T> {
  /** A token nobody can guess. */
  add(content: T): string;
  /** What a token stands for, the first time it is asked; undefined ever after. */
  take(token: string): T | undefined;
}

/** So many links may lie unused; the oldest go first. */
const MOST_LINKS = 10_000;

export function createOneTimeLinks<T>(): OneTimeLinks<T> {
  const links = new Map<string, T>();
  return {
    add: (content) => {
      const token = randomBytes(24).toString('base64url');
      links.set(token, content);
      const [oldest] = links.keys();
      if (links.size > MOST_LINKS && oldest !== undefined) links.delete(oldest);
      return token;
    },
    take: (token) => {
      const content = links.get(token);
      links.delete(token);
      return content;
    },
  };
}
