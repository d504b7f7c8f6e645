/** The least of the known values; null when none is known. */
export function least(values: readonly (number | null)[]): number | null {
  const known = values.flatMap((value) => value ?? []);
  return known.length === 0 ? null : known.reduce((one, other) => Math.min(one, other));
}

/** The greatest of the known values; null when none is known. */
export function greatest(values: readonly (number | null)[]): number | null {
  const known = values.flatMap((value) => value ?? []);
  return known.length === 0 ? null : known.reduce((one, other) => Math.max(one, other));
}
