// The same statements through bare `node:http` and `pg`: what the database and the runtime allow. Reads its plan from standard input.
import { createServer } from 'node:http';
import jwt from 'jsonwebtoken';
import pg from 'pg';

interface Plan {
  readonly databaseUrl: string;
  readonly jwtSecret: string;
  readonly port: number;
  /** Statements by path. */
  readonly answers: Readonly<Record<string, readonly { name?: string; text: string; values?: unknown[] }[]>>;
}

const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const plan = JSON.parse(Buffer.concat(chunks).toString()) as Plan;
const pool = new pg.Pool({ connectionString: plan.databaseUrl, max: 10, options: '-c timezone=UTC' });

const server = createServer((req, res) => {
  const answer = async (): Promise<void> => {
    jwt.verify((req.headers.authorization ?? '').slice(7), plan.jwtSecret, { algorithms: ['HS256'] });
    const results = await Promise.all(
      (plan.answers[req.url ?? ''] ?? []).map((statement) => pool.query(statement)),
    );
    const body = JSON.stringify({ success: true, data: results.map(({ rows }) => rows as unknown[]) });
    res.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
    res.end(body);
  };
  answer().catch((error: unknown) => {
    res.writeHead(500);
    res.end(String(error));
  });
});
server.listen(plan.port, '127.0.0.1', () => process.stdout.write('ready\n'));
