const collator = new Intl.Collator('ru', { numeric: true, sensitivity: 'base' });

/** Order of names for people: Cyrillic by the alphabet, numbers by value, letter case aside. */
export const byText = (a: string, b: string): number =>
  collator.compare(a, b) || (a < b ? -1 : Number(a > b));

/** Whether one of the texts contains what was searched for, letter case aside; everything matches no search. */
export function containsText(search: string | undefined, texts: readonly (string | null)[]): boolean {
  if (search === undefined) return true;
  const wanted = search.toLocaleLowerCase('ru');
  return texts.some((text) => text?.toLocaleLowerCase('ru').includes(wanted) ?? false);
}
