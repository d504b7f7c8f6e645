import net from 'node:net';

/**
 * The line between the API and its database, which tests cut.
 * - `open`: everything passes;
 * - `cut`: connections are reset and new ones refused, as when the server is stopped or killed;
 * - `mute`: connections stand and are taken, and nothing passes in either direction, as when the server hangs.
 */
export type LineState = 'open' | 'cut' | 'mute';

export interface DatabaseLine {
  readonly url: string;
  set(state: LineState): Promise<void>;
  close(): Promise<void>;
}

export async function openDatabaseLine(databaseUrl: string): Promise<DatabaseLine> {
  const target = new URL(databaseUrl);
  const pairs = new Set<readonly [net.Socket, net.Socket]>();
  let state: LineState = 'open';

  const link = (near: net.Socket): void => {
    const far = net.connect(Number(target.port), target.hostname);
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [from, to] of [pair, [far, near] as const]) {
      from.setNoDelay(true);
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        to.destroy();
        pairs.delete(pair);
      });
      if (state === 'mute') from.pause();
    }
  };
  let server = net.createServer(link);
  await listen(server, 0);
  const { port } = server.address() as net.AddressInfo;
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(port);

  const set = async (next: LineState): Promise<void> => {
    if (state === 'cut' && next !== 'cut') {
      server = net.createServer(link);
      await listen(server, port);
    }
    if (state !== 'cut' && next === 'cut') {
      server.close();
      for (const sockets of pairs) for (const socket of sockets) socket.resetAndDestroy();
    }
    state = next;
    for (const sockets of pairs)
      for (const socket of sockets)
        if (next === 'mute') socket.pause();
        else socket.resume();
  };
  return {
    url: url.href,
    set,
    close: () => set('cut'),
  };
}

const listen = (server: net.Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
