import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { tellCopy, type ProductCopy } from './support/copy';
import { prepareCallCentre } from './support/call-centre';
import { startIdentityProvider } from './support/identity-provider';

const START = path.resolve(import.meta.dirname, '../../backend/bin/start.mjs');
const START_LIMIT_MS = 300_000;

/** Starts the product on a data folder of its own, as a person would, and employs the people of the journeys. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'crm-journeys-'));
  const port = await freePort();
  const copy: ProductCopy = {
    url: `http://127.0.0.1:${String(port)}`,
    port,
    dataDir: path.join(dataDir, 'data'),
    admin: { login: 'admin', password: 'journeys admin password' },
    mango: { apiKey: 'journeys-key', apiSalt: 'journeys-salt' },
  };
  const provider = await startIdentityProvider(dataDir);
  const product = spawn(process.execPath, [START], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DATA_DIR: copy.dataDir,
      PORT: String(port),
      ADMIN_LOGIN: copy.admin.login,
      ADMIN_PASSWORD: copy.admin.password,
      MANGO_API_KEY: copy.mango.apiKey,
      MANGO_API_SALT: copy.mango.apiSalt,
      WEB_CONCURRENCY: '2',
      ...provider.environment,
    },
  });
  const stop = async (): Promise<void> => {
    await end(product);
    await provider.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await untilReady(product, copy.url);
    await prepareCallCentre(copy);
  } catch (error) {
    await stop();
    throw error;
  }
  tellCopy(copy);
  return stop;
}

async function untilReady(product: ChildProcess, url: string): Promise<void> {
  product.stdout?.pipe(process.stdout);
  const until = Date.now() + START_LIMIT_MS;
  while (Date.now() < until) {
    if (product.exitCode !== null) throw new Error(`The product ended with code ${String(product.exitCode)}`);
    const isReady = await fetch(`${url}/api/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('The product did not become ready');
}

function end(product: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (product.exitCode !== null) resolve();
    product.once('exit', () => {
      resolve();
    });
    product.kill('SIGTERM');
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  });
}
