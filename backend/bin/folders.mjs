import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const backendFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const projectRoot = path.dirname(backendFolder);
export const frontendFolder = path.join(projectRoot, 'frontend');
