/** What each column holds, by the names of SQL, separated by blanks. */
export interface TableMap {
  /** Personal data of a client, or what they can be worked out from: exported to him, and replaced or removed when he is erased. */
  readonly client?: string;
  /** Personal data of those who work here, and what names them. */
  readonly staff?: string;
  /** Neither: ids, times, states, money, names of places and campaigns. */
  readonly none?: string;
}

export type SchemaMap = Readonly<Record<string, TableMap>>;

export const columnsOf = (names = ''): string[] => names.split(/\s+/).filter((name) => name !== '');
