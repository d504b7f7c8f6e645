/** The parameters of a statement under construction. */
export interface Parameters {
  readonly values: unknown[];
  /** Adds a value and returns its placeholder with the cast, `$3::text[]`. */
  add(value: unknown, type: string): string;
}

export function createParameters(): Parameters {
  const values: unknown[] = [];
  return {
    values,
    add: (value, type) => {
      values.push(value);
      return `$${String(values.length)}::${type}`;
    },
  };
}

/** Every named statement costs memory in each connection, so only the first shapes met are kept prepared. */
const MAX_NAMES = 60;

/**
 * Names for statements whose text depends on which filters are set: an equal text gets an equal name. The rare shapes beyond the first
 * {@link MAX_NAMES} get none and are planned anew each time.
 */
export function createStatementNames(prefix: string): (text: string) => string | undefined {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MAX_NAMES) return known;
    const name = `${prefix}-${String(names.size + 1)}`;
    names.set(text, name);
    return name;
  };
}
