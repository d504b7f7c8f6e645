import { Logger, runOnce, type TaskList } from 'graphile-worker';
import { createPasswords } from '../../src/modules/identity/index.js';
import { createLetters, type Letter } from '../../src/modules/mail/index.js';
import { createSecretBox } from '../../src/platform/crypto/secret-box.js';
import type { JobHandlers } from '../../src/platform/jobs/jobs.js';
import type { TestApi } from '../api.js';
import type { ReceivedLetter } from '../providers/mailbox.js';
import { GOOD_PASSWORD } from './operators.js';

const SILENT = new Logger(() => () => undefined);

/** Does, as the worker would, all jobs that are due by the machine's clock. */
export async function runJobs(api: TestApi): Promise<void> {
  const taskList: TaskList = Object.fromEntries(
    Object.entries(api.container.worker.jobs).map(([name, handle]) => [
      name,
      async (payload, { job }) => {
        await handle(payload, { number: job.attempts, isLast: job.attempts >= job.max_attempts });
      },
    ]),
  );
  await runOnce({ connectionString: api.databaseUrl, taskList, noHandleSignals: true, logger: SILENT });
}

/** Does one job now, whenever it is due. */
export async function runJob(api: TestApi, name: string, payload: unknown): Promise<void> {
  const jobs: JobHandlers = api.container.worker.jobs;
  await jobs[name]?.(payload, { number: 1, isLast: false });
}

/** Queues a letter and returns its id. */
export async function queueLetter(api: TestApi, letter: Partial<Letter> = {}): Promise<number> {
  const { database, environment, clock, organization } = api;
  const letters = createLetters({ secretBox: createSecretBox(environment.secretsKey), clock });
  const whole = {
    template: 'password_changed',
    params: { at: '2026-03-16T09:30:00Z' },
    ...{ to: 'ivan@example.org', locale: 'ru', organizationId: organization.id, accountId: null },
    ...letter,
  } as Letter;
  await database.inTransaction((db) => letters.queue(db, whole));
  const { id } = await database.prisma.mailMessage.findFirstOrThrow({ orderBy: { id: 'desc' } });
  return Number(id);
}

export const letterRow = ({ database }: TestApi, id: number) =>
  database.prisma.mailMessage.findUniqueOrThrow({ where: { id } });

/** When the next try of a letter is due; null when none is planned. */
export async function nextTry({ database }: TestApi, id: number): Promise<Date | null> {
  const [job] = await database.sql.query<{ at: Date }>({
    text: `SELECT run_at AS at FROM graphile_worker.jobs WHERE key = 'mail:' || $1::text`,
    values: [id],
  });
  return job?.at ?? null;
}

/** The secret of the link in a letter. */
export function tokenIn(letter: Pick<ReceivedLetter, 'text'> | undefined): string {
  const token = /#token=([\w-]+)/.exec(letter?.text ?? '')?.[1];
  if (token === undefined) throw new Error('The letter has no link');
  return token;
}

/** A person with {@link GOOD_PASSWORD} and an address, verified unless said otherwise. */
export async function personWithEmail(
  api: TestApi,
  overrides: Parameters<TestApi['build']['operator']>[0] & { isVerified?: boolean } = {},
) {
  const { isVerified = true, ...rest } = overrides;
  const passwordHash = await createPasswords({ cost: 4 }).hash(GOOD_PASSWORD);
  const email = rest.email ?? `${crypto.randomUUID().slice(0, 8)}@example.org`;
  const person = await api.build.operator({ passwordHash, ...rest, email });
  if (isVerified)
    await api.database.prisma.userAccount.update({
      where: { id: person.userAccountId },
      data: { emailVerifiedAt: new Date() },
    });
  return { ...person, email };
}
