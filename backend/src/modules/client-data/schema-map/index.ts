import { CLIENT_TABLES } from './clients.js';
import type { SchemaMap } from './data-class.js';
import { OTHER_TABLES } from './others.js';
import { STAFF_TABLES } from './staff.js';

/** Every column of every table, by whose data it holds. A column that is not here fails `schema-map.test.ts`. */
export const SCHEMA_MAP: SchemaMap = { ...CLIENT_TABLES, ...STAFF_TABLES, ...OTHER_TABLES };
export { CLIENT_TABLES, type ClientTable } from './clients.js';
export { columnsOf, type SchemaMap, type TableMap } from './data-class.js';
