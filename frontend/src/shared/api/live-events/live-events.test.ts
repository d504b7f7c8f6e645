import { http, HttpResponse } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { problem, server } from '@/shared/testing';
import { startSession } from '../session';
import { subscribe } from './live-bus';
import { useLiveLine } from './live-line';
import { startLiveEvents } from './start-live-events';

interface Connection {
  lastEventId: string | null;
  authorization: string | null;
  send: (text: string) => void;
  close: () => void;
}

/** A server whose streams the test writes by hand; `refuse` answers in place of the next stream. */
function givenStreams() {
  const connections: Connection[] = [];
  const refuse: Response[] = [];
  server.use(
    http.get(`${window.location.origin}/api/health/live`, () => HttpResponse.json({ status: 'ok' })),
    http.get(`${window.location.origin}/api/events`, ({ request }) => {
      const refused = refuse.shift();
      if (refused !== undefined) return refused;
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          const bytes = new TextEncoder();
          connections.push({
            lastEventId: request.headers.get('Last-Event-ID'),
            authorization: request.headers.get('Authorization'),
            send: (text) => {
              controller.enqueue(bytes.encode(text));
            },
            close: () => {
              controller.close();
            },
          });
        },
      });
      return new HttpResponse(stream, { headers: { 'Content-Type': 'text/event-stream' } });
    }),
  );
  const connection = (index: number): Promise<Connection> =>
    vi.waitFor(() => {
      const found = connections[index];
      if (found === undefined) throw new Error(`connection ${String(index)} has not come yet`);
      return found;
    }, 5000);
  return { connection, refuse, connections };
}

const message = (id: string, type: string, data: object = {}): string =>
  `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify({ id: 1, at: '2025-01-21T10:00:00Z', ...data, type })}\n\n`;

const stops: (() => void)[] = [];

beforeEach(() => {
  startSession({ accessToken: 'good', expiresIn: 900 });
});
afterEach(() => {
  stops.splice(0).forEach((stop) => {
    stop();
  });
});

function start(): void {
  stops.push(startLiveEvents());
}

function hear(type: Parameters<typeof subscribe>[0]): unknown[] {
  const heard: unknown[] = [];
  stops.push(
    subscribe(type, (data) => {
      heard.push(data);
    }),
  );
  return heard;
}

describe('the stream of live events', () => {
  it('gives each event to those who hear its kind, however the bytes are cut', async () => {
    const streams = givenStreams();
    const rings = hear('call.ringing');
    const orders = hear('order.created');
    start();
    const first = await streams.connection(0);
    expect(first.authorization).toBe('Bearer good');

    const text = message('1-1', 'call.ringing', { id: 5, phoneClient: '+79271154820' });
    first.send(text.slice(0, 25));
    first.send(`${text.slice(25)}: alive\n\n`);

    await vi.waitFor(() => {
      expect(rings).toMatchObject([{ id: 5, phoneClient: '+79271154820' }]);
    });
    expect(orders).toEqual([]);
    expect(useLiveLine.getState().status).toBe('open');
  });

  it('comes back after a closed stream from the last event it has seen', async () => {
    const streams = givenStreams();
    const heard = hear('order.updated');
    start();
    const first = await streams.connection(0);
    expect(first.lastEventId).toBeNull();
    first.send(message('7-41', 'order.updated'));
    await vi.waitFor(() => {
      expect(heard).toHaveLength(1);
    });
    first.close();

    const second = await streams.connection(1);
    expect(second.lastEventId).toBe('7-41');
    second.send(message('7-42', 'order.updated'));
    await vi.waitFor(() => {
      expect(heard).toHaveLength(2);
    });
  });

  it('waits and tries again while the server is away, and keeps the session', async () => {
    const streams = givenStreams();
    streams.refuse.push(problem(503, 'not_ready'));
    start();
    await vi.waitFor(() => {
      expect(useLiveLine.getState().status).toBe('waiting');
    });
    await streams.connection(0);
    await vi.waitFor(() => {
      expect(useLiveLine.getState().status).toBe('open');
    });
  });

  it('passes over what it cannot read and goes on', async () => {
    const streams = givenStreams();
    const heard = hear('reload');
    start();
    const { send } = await streams.connection(0);
    send('id: 1-1\ndata: {broken\n\n');
    send(message('1-2', 'kind.of.tomorrow'));
    send(message('1-3', 'reload'));
    await vi.waitFor(() => {
      expect(heard).toHaveLength(1);
    });
  });

  it('stops with the shell', async () => {
    const streams = givenStreams();
    start();
    await streams.connection(0);
    stops.splice(0).forEach((stop) => {
      stop();
    });
    expect(useLiveLine.getState().status).toBe('idle');
    await vi.waitFor(() => {
      expect(streams.connections).toHaveLength(1);
    });
  });
});
