import { readFile } from 'node:fs/promises';
import type { DataFolder } from '../data-folder.js';
import type { Secrets } from '../secrets.js';
import { StartFailure } from '../start-failure.js';
import { clusterFiles } from './cluster.js';
import { ownerUrl } from './roles.js';

/** The address of the embedded database of a data folder whose product runs. @throws {StartFailure} when it has none. */
export async function findEmbeddedUrl(folder: DataFolder, { databasePassword }: Secrets): Promise<string> {
  const port = await readFile(clusterFiles(folder.postgres).port, 'utf8').catch(() => '');
  if (/^\d+$/.test(port.trim())) return ownerUrl(Number(port), databasePassword);
  throw new StartFailure(
    `There is no database in ${folder.root}: start the product once, or set DATABASE_URL.`,
  );
}
