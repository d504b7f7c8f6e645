import { tryPort } from './free-port.js';
import type { LauncherSettings } from './settings.js';
import { misconfigured, StartFailure } from './start-failure.js';

/** @throws {StartFailure} when the API could not listen at `host:port`. */
export async function assertPortIsFree({
  host,
  port,
}: Pick<LauncherSettings, 'host' | 'port'>): Promise<void> {
  const error = await tryPort(port, host);
  if (!error) return;
  if (error.code === 'EADDRINUSE') {
    throw new StartFailure(
      `Port ${String(port)} on ${host} is taken by another program: end that program or set PORT to a free one.`,
    );
  }
  if (error.code === 'EACCES') {
    throw misconfigured(`This user may not listen on port ${String(port)}: set PORT to 1024 or more.`, error);
  }
  throw misconfigured(
    `HOST is "${host}", which is no address of this machine: use 127.0.0.1 or 0.0.0.0.`,
    error,
  );
}
