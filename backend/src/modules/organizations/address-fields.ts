import { canonicalRange } from '../../platform/http/address-list.js';
import { invalidFields } from '../../platform/http/problem.js';

/** Addresses and ranges in the form in which they are kept, each once. @throws Problem `invalid_fields` naming those that are neither. */
export function toRanges(written: readonly string[], field: string): string[] {
  const ranges = written.map(canonicalRange);
  const wrong = ranges.flatMap((range, index) => (range === null ? [`${field}.${String(index)}`] : []));
  if (wrong.length > 0) throw invalidFields(wrong.map((name) => ({ field: name, code: 'invalid_value' })));
  return [...new Set(ranges.filter((range) => range !== null))];
}
