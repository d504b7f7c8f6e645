// The same statements through bare `node:http` and `pg`: what the database and the runtime allow. Reads its plan from standard input.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import jwt from 'jsonwebtoken';
import pg from 'pg';
import type { Statement } from '../../backend/src/platform/db/database.js';

export interface BarePlan {
  readonly databaseUrl: string;
  readonly jwtSecret: string;
  readonly port: number;
  /** Statements by path. */
  readonly answers: Readonly<Record<string, readonly Statement[]>>;
  readonly webhooks: { readonly apiKey: string; readonly apiSalt: string; readonly organizationId: number };
}

const STORE = `INSERT INTO inbox_event (organization_id, provider, path, dedup, raw) VALUES ($1, 'mango', 'events/call', $2, $3)
  ON CONFLICT (organization_id, dedup) DO NOTHING`;

const plan = JSON.parse((await bytesOf(process.stdin)).toString()) as BarePlan;
const pool = new pg.Pool({ connectionString: plan.databaseUrl, max: 10, options: '-c timezone=UTC' });

async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function answer(req: IncomingMessage): Promise<object> {
  jwt.verify((req.headers.authorization ?? '').slice(7), plan.jwtSecret, { algorithms: ['HS256'] });
  const results = await Promise.all(
    (plan.answers[req.url ?? ''] ?? []).map((statement) => pool.query(statement as pg.QueryConfig)),
  );
  return { success: true, data: results.map(({ rows }) => rows as unknown[]) };
}

/** One row per event, committed before the answer. */
async function store(req: IncomingMessage): Promise<object> {
  const { apiKey, apiSalt, organizationId } = plan.webhooks;
  const form = new URLSearchParams((await bytesOf(req)).toString());
  const json = form.get('json') ?? '';
  const digest = createHash('sha256').update(apiKey + json + apiSalt);
  if (digest.digest('hex') !== form.get('sign')) throw new Error('bad signature');
  const dedup = createHash('sha256').update(json).digest();
  await pool.query({ name: 'store', text: STORE, values: [organizationId, dedup, Buffer.from(json)] });
  return { success: true };
}

const server = createServer((req, res) => {
  (req.method === 'POST' ? store(req) : answer(req)).then(
    (result) => {
      const body = JSON.stringify(result);
      res.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
      res.end(body);
    },
    (error: unknown) => {
      res.writeHead(500);
      res.end(String(error));
    },
  );
});
server.listen(plan.port, '127.0.0.1', () => process.stdout.write('ready\n'));
