import path from 'node:path';
import type { LevelMasking } from '../logging/logger.js';
import { MASKINGS, type Masking } from '../logging/masking.js';
import { nameOfHost } from '../http/known-hosts.js';
import { readOauth, type OauthEnvironment } from './oauth-env.js';
import { readMail, type MailEnvironment } from './mail.js';
import { readRedis, type RedisServer } from './redis.js';
import { productionMistakes } from './production-rules.js';
import { fixedSecrets, secretsOfFile, type RotatingSecrets } from './rotating-secrets.js';

/** Configuration of one process, read once at start. Every key of the environment that the product knows is listed here. */
export interface Environment {
  /** `NODE_ENV`: production, development or test. */
  readonly mode: 'production' | 'development' | 'test';
  /** `PORT`, 1–65535. */
  readonly port: number;
  /** `HOST`, the address the API listens on. */
  readonly host: string;
  /** `DATABASE_URL`, a PostgreSQL 15 or newer. */
  readonly databaseUrl: string;
  /** `REDIS_URL`: failures and guesses at sign-in are counted there; null: in the database. */
  readonly redis: RedisServer | null;
  /** `DATA_DIR`, absolute: recordings, logs, generated secrets. */
  readonly dataDir: string;
  /** `PUBLIC_URL`, the address people use; https makes cookies `Secure`. */
  readonly publicUrl: URL;
  /** `ALLOWED_HOSTS`, comma separated: further names in `Host` besides that of `PUBLIC_URL` and loopback. */
  readonly allowedHosts: readonly string[];
  /** `JWT_SECRET`, at least 32 bytes. */
  readonly jwtSecret: string;
  /** `JWT_SECRET_PREVIOUS`, still verified during a rotation. */
  readonly jwtSecretPrevious: string | null;
  /** Life of an access token in seconds: `JWT_EXPIRES_IN`, at most 15 minutes. */
  readonly accessTokenSeconds: number;
  /** `SECRETS_KEY`, base64 of 32 bytes: seals secrets at rest. */
  readonly secretsKey: Buffer;
  /** `SECRETS_KEY_PREVIOUS`: opens what is not sealed anew yet. */
  readonly secretsKeyPrevious: Buffer | null;
  /** `SECRETS_FILE`: set by `npm start` where both secrets are those it keeps; they are read from there while the product runs. */
  readonly secretsFile: string | null;
  /** `CORS_ORIGINS`, comma separated; none by default. */
  readonly corsOrigins: readonly string[];
  /** `TRUST_PROXY`, comma separated addresses or ranges besides loopback. */
  readonly trustedProxies: readonly string[];
  /** `METRICS_TOKEN`: bearer token that opens `/metrics` beyond loopback. */
  readonly metricsToken: string | null;
  /** `REQUESTS_PER_SECOND` of one person or key, with three seconds' worth at once; 0 for no limit. */
  readonly requestsPerSecond: number;
  /** `LOG_LEVEL`. */
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug';
  /** `LOG_FILE`, rotated by day and size; standard output alone when unset. */
  readonly logFile: string | null;
  /** `LOG_MASKING`: `hide` or `hint` for all levels, or by level such as `info=hint,debug=hint`; what is left of phones and e-mails. */
  readonly logMasking: LevelMasking;
  /** `NODE_APP_INSTANCE`: which of the cluster's processes this is. */
  readonly instance: string;
  /** `SPA_DIR`, the built SPA; not served when absent. */
  readonly spaDir: string;
  /** `S3_*`: recordings go to a bucket instead of `DATA_DIR/files`. */
  readonly s3: S3Environment | null;
  /** `OAUTH_*`: outside providers by which people may sign in. */
  readonly oauth: OauthEnvironment;
  /** `SMTP_URL`, `MAIL_FROM`, `SMTP_CA_FILE`, `SMTP_ALLOWED_HOSTS`: how letters leave. */
  readonly mail: MailEnvironment;
}

export interface S3Environment {
  readonly endpoint: string | null;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Thrown with every mistake at once, so that one start tells them all. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly mistakes: readonly string[]) {
    super(`Wrong configuration:\n${mistakes.map((mistake) => `  - ${mistake}`).join('\n')}`);
  }
}

const MODES = ['production', 'development', 'test'] as const;
const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
const LONGEST_ACCESS_TOKEN_SECONDS = 15 * 60;
const SECONDS_PER_UNIT: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

type Source = Readonly<Record<string, string | undefined>>;

/** @throws {ConfigurationError} with the full list of mistakes. */
export function readEnvironment(source: Source = process.env): Environment {
  const mistakes: string[] = [];
  const { text, optional, list, required, choice } = createReader(source, mistakes);
  const port = readPort(text('PORT', '5000'), mistakes);
  const host = text('HOST', '127.0.0.1');
  const dataDir = path.resolve(text('DATA_DIR', '.data'));
  const environment: Environment = {
    mode: choice('NODE_ENV', MODES, 'development'),
    port,
    host,
    databaseUrl: readDatabaseUrl(required('DATABASE_URL'), mistakes),
    redis: readRedis(optional, mistakes),
    dataDir,
    publicUrl: readPublicUrl(text('PUBLIC_URL', `http://127.0.0.1:${String(port)}`), mistakes),
    allowedHosts: readHosts(list('ALLOWED_HOSTS'), mistakes),
    ...readSecrets({ required, optional, mistakes }),
    accessTokenSeconds: readAccessTokenSeconds(text('JWT_EXPIRES_IN', '15m'), mistakes),
    corsOrigins: list('CORS_ORIGINS'),
    trustedProxies: list('TRUST_PROXY'),
    metricsToken: optional('METRICS_TOKEN'),
    requestsPerSecond: readRate(text('REQUESTS_PER_SECOND', '20'), mistakes),
    logLevel: choice('LOG_LEVEL', LOG_LEVELS, 'info'),
    logFile: optional('LOG_FILE'),
    logMasking: readMasking(text('LOG_MASKING', 'hide'), mistakes),
    instance: text('NODE_APP_INSTANCE', '0'),
    spaDir: path.resolve(text('SPA_DIR', path.join(import.meta.dirname, '../../../../frontend/dist'))),
    s3: readS3(optional, mistakes),
    oauth: readOauth({ text: optional, mistakes, isTest: source['NODE_ENV'] === 'test' }),
    mail: readMail(optional, mistakes),
  };
  if (environment.mode === 'production') mistakes.push(...productionMistakes(source));
  if (mistakes.length > 0) throw new ConfigurationError(mistakes);
  return environment;
}

function createReader(source: Source, mistakes: string[]) {
  const text = (name: string, fallback: string): string => source[name]?.trim() || fallback;
  const optional = (name: string): string | null => source[name]?.trim() || null;
  const list = (name: string): string[] =>
    text(name, '')
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean);
  const required = (name: string): string => {
    const value = source[name]?.trim();
    if (!value) mistakes.push(`${name} is not set`);
    return value ?? '';
  };
  const choice = <T extends string>(name: string, allowed: readonly T[], fallback: T): T => {
    const value = text(name, fallback);
    const found = allowed.find((item) => item === value);
    if (!found) mistakes.push(`${name} is "${value}", allowed: ${allowed.join(', ')}`);
    return found ?? fallback;
  };
  return { text, optional, list, required, choice };
}

function readPort(value: string, mistakes: string[]): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    mistakes.push(`PORT is "${value}", a number from 1 to 65535 is needed`);
  return port;
}

function readRate(value: string, mistakes: string[]): number {
  const rate = Number(value);
  if (!Number.isInteger(rate) || rate < 0 || rate > 10_000)
    mistakes.push(`REQUESTS_PER_SECOND is "${value}", a number from 0 to 10000 is needed`);
  return rate;
}

function readDatabaseUrl(value: string, mistakes: string[]): string {
  if (value && !/^postgres(ql)?:\/\//.test(value))
    mistakes.push('DATABASE_URL does not start with postgresql://');
  return value;
}

function readPublicUrl(value: string, mistakes: string[]): URL {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    mistakes.push('PUBLIC_URL is no address with http:// or https://');
  }
  return url ?? new URL('http://127.0.0.1');
}

/** A star or an address with a path would look like a rule and let nobody in. */
function readHosts(names: readonly string[], mistakes: string[]): readonly string[] {
  const wrong = names.filter((name) => nameOfHost(name) !== name.toLowerCase() || name.includes('*'));
  if (wrong.length > 0)
    mistakes.push(
      `ALLOWED_HOSTS has "${wrong.join(', ')}": names such as backend or crm.lan are needed, without port`,
    );
  return names;
}

function readSecret(name: string, value: string, mistakes: string[]): string {
  if (value && Buffer.byteLength(value) < 32) mistakes.push(`${name} is shorter than 32 bytes`);
  return value;
}

function readKey(name: string, value: string, mistakes: string[]): Buffer {
  const key = Buffer.from(value, 'base64');
  if (value && key.length !== 32) mistakes.push(`${name} is not base64 of 32 bytes`);
  return key;
}

/** A longer life is cut. */
const readAccessTokenSeconds = (value: string, mistakes: string[]): number =>
  Math.min(readSeconds(value, mistakes), LONGEST_ACCESS_TOKEN_SECONDS);
function readMasking(value: string, mistakes: string[]): LevelMasking {
  const isMasking = (text: string | undefined): text is Masking => MASKINGS.some((known) => known === text);
  if (isMasking(value)) return Object.fromEntries(LOG_LEVELS.map((level) => [level, value]));
  const rules = value.split(',').map((rule) => rule.trim().split('='));
  const isRight = rules.every(
    ([level, masking]) => LOG_LEVELS.some((known) => known === level) && isMasking(masking),
  );
  if (!isRight)
    mistakes.push(`LOG_MASKING is "${value}", needed: hide, hint, or rules such as error=hide,info=hint`);
  return isRight ? (Object.fromEntries(rules) as LevelMasking) : {};
}

interface SecretReader {
  readonly required: (name: string) => string;
  readonly optional: (name: string) => string | null;
  readonly mistakes: string[];
}

function readSecrets({ required, optional, mistakes }: SecretReader) {
  const previous = optional('JWT_SECRET_PREVIOUS');
  return {
    jwtSecret: readSecret('JWT_SECRET', required('JWT_SECRET'), mistakes),
    jwtSecretPrevious: previous && readSecret('JWT_SECRET_PREVIOUS', previous, mistakes),
    secretsKey: readKey('SECRETS_KEY', required('SECRETS_KEY'), mistakes),
    secretsKeyPrevious: keyOrNull('SECRETS_KEY_PREVIOUS', optional('SECRETS_KEY_PREVIOUS'), mistakes),
    secretsFile: optional('SECRETS_FILE'),
  };
}

const keyOrNull = (name: string, value: string | null, mistakes: string[]): Buffer | null =>
  value === null ? null : readKey(name, value, mistakes);

/** The secrets of an environment, or of the file it names. */
export function secretsOf(environment: Environment): RotatingSecrets {
  const { jwtSecret, jwtSecretPrevious, secretsKey, secretsKeyPrevious, secretsFile } = environment;
  const given = { jwtSecret, jwtSecretPrevious, jwtRotatedAt: null, secretsKey, secretsKeyPrevious };
  return secretsFile === null ? fixedSecrets(given) : secretsOfFile(secretsFile, given);
}

function readSeconds(value: string, mistakes: string[]): number {
  const match = /^(\d+)\s*([smhd]?)$/.exec(value);
  const seconds = match ? Number(match[1]) * (SECONDS_PER_UNIT[match[2] ?? ''] ?? 1) : 0;
  if (seconds < 1) mistakes.push(`JWT_EXPIRES_IN is "${value}", a duration such as 15m or 900 is needed`);
  return seconds;
}

function readS3(optional: (name: string) => string | null, mistakes: string[]): S3Environment | null {
  const bucket = optional('S3_BUCKET');
  if (!bucket) return null;
  const accessKeyId = optional('S3_ACCESS_KEY_ID');
  const secretAccessKey = optional('S3_SECRET_ACCESS_KEY');
  if (!accessKeyId || !secretAccessKey)
    mistakes.push('S3_BUCKET is set, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY are not');
  return {
    endpoint: optional('S3_ENDPOINT'),
    region: optional('S3_REGION') ?? 'us-east-1',
    bucket,
    accessKeyId: accessKeyId ?? '',
    secretAccessKey: secretAccessKey ?? '',
  };
}
