import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { isDay } from './days';
import type { Day } from './days';

/** How one search parameter is read and written. `write` gives undefined for the default, which is left out. */
export interface UrlField<Value> {
  read(raw: string | null): Value;
  write(value: Value): string | undefined;
}

type Fields = Record<string, UrlField<unknown>>;

/** The values of a set of fields: `type Filters = UrlValues<typeof ordersUrl>`. */
export type UrlValues<Url> = Url extends UrlState<infer Shape> ? Shape : never;

export interface UrlState<Shape> {
  /** Unknown and broken parameters become the defaults, so that an old link still opens. */
  parse: (search: URLSearchParams) => Shape;
  /** Writes `change` over `search`; parameters of others stay. */
  apply: (search: URLSearchParams, change: Partial<Shape>) => URLSearchParams;
  /** A query string for a link, with `?`, or nothing when all is default. */
  toSearch: (values: Partial<Shape>) => string;
}

type ShapeOf<F extends Fields> = { [Name in keyof F]: F[Name] extends UrlField<infer Value> ? Value : never };

/** Declares what of a screen lives in its address: filters, sort, columns, page. */
export function defineUrlState<F extends Fields>(fields: F): UrlState<ShapeOf<F>> {
  type Shape = ShapeOf<F>;
  const entries = Object.entries(fields);
  const apply = (search: URLSearchParams, change: Partial<Shape>): URLSearchParams => {
    const next = new URLSearchParams(search);
    for (const [name, field] of entries) {
      if (!(name in change)) continue;
      const written = field.write(change[name as keyof Shape]);
      if (written === undefined) next.delete(name);
      else next.set(name, written);
    }
    return next;
  };
  return {
    parse: (search) =>
      Object.fromEntries(entries.map(([name, field]) => [name, field.read(search.get(name))])) as Shape,
    apply,
    toSearch: (values) => {
      const text = apply(new URLSearchParams(), values).toString();
      return text === '' ? '' : `?${text}`;
    },
  };
}

/** Text, empty by default. */
export function textField(): UrlField<string> {
  return { read: (raw) => raw ?? '', write: (value) => (value === '' ? undefined : value) };
}

/** A whole number from `min` up. */
export function integerField(fallback: number, min = 1): UrlField<number> {
  return {
    read: (raw) => {
      const value = raw !== null && /^\d{1,9}$/.test(raw) ? Number(raw) : fallback;
      return value < min ? fallback : value;
    },
    write: (value) => (value === fallback ? undefined : String(value)),
  };
}

/** A row's id, or null. */
export function idField(): UrlField<number | null> {
  return {
    read: (raw) => (raw !== null && /^[1-9]\d{0,14}$/.test(raw) ? Number(raw) : null),
    write: (value) => (value === null ? undefined : String(value)),
  };
}

export function flagField(): UrlField<boolean> {
  return { read: (raw) => raw === '1', write: (value) => (value ? '1' : undefined) };
}

/** One of a list, or null. */
export function choiceField<Value extends string>(allowed: readonly Value[]): UrlField<Value | null> {
  return {
    read: (raw) => allowed.find((value) => value === raw) ?? null,
    write: (value) => value ?? undefined,
  };
}

/** One of a list, with a default that is not written. */
export function optionField<Value extends string>(
  allowed: readonly Value[],
  fallback: Value,
): UrlField<Value> {
  return {
    read: (raw) => allowed.find((value) => value === raw) ?? fallback,
    write: (value) => (value === fallback ? undefined : value),
  };
}

/** Several of a list, comma between. */
export function choicesField<Value extends string>(allowed: readonly Value[]): UrlField<Value[]> {
  return {
    read: (raw) => {
      const named = new Set(raw?.split(',') ?? []);
      return allowed.filter((value) => named.has(value));
    },
    write: (values) => (values.length === 0 ? undefined : values.join(',')),
  };
}

/** A calendar day, or null. */
export function dayField(): UrlField<Day | null> {
  return { read: (raw) => (raw !== null && isDay(raw) ? raw : null), write: (value) => value ?? undefined };
}

interface SetOptions {
  replace?: boolean;
}

/**
 * The screen's values from the address, and a setter. Any change but one of `page` itself returns to the first page
 * and forgets the cursor.
 */
export function useUrlState<Shape extends object>(
  url: UrlState<Shape>,
): [Shape, (change: Partial<Shape>, options?: SetOptions) => void] {
  const [search, setSearch] = useSearchParams();
  const values = useMemo(() => url.parse(search), [url, search]);
  const setValues = useCallback(
    (change: Partial<Shape>, options?: SetOptions) => {
      setSearch(
        (before) => {
          const next = url.apply(before, change);
          if (!('page' in change)) next.delete('page');
          if (!('cursor' in change)) next.delete('cursor');
          return next;
        },
        { replace: options?.replace ?? false, preventScrollReset: true },
      );
    },
    [url, setSearch],
  );
  return [values, setValues];
}
