/** Keeping one reference list: its rows, search, and the form of a row, all by a description of the list. */
export { listOf, referenceUrl, textOf, textOrNull } from './model/reference-book';
export type { ReferenceBook } from './model/reference-book';
export { ReferenceList } from './ui/reference-list';
