import winston from 'winston';
import DailyRotateFile from 'winston-daily-rotate-file';
import { currentContext } from '../http/request-context.js';
import { mask, type Masking } from './masking.js';

/** The message is constant, data are in fields. ERROR means that a person must act; what heals itself is WARN. */
export interface Logger {
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

export interface LoggerOptions {
  readonly level: 'error' | 'warn' | 'info' | 'debug';
  readonly service: string;
  /** Rotated by day and at 50 MB, kept 14 days. */
  readonly file: string | null;
  /** What is left of personal data, by level; `hide` where nothing is said. */
  readonly masking?: LevelMasking;
  readonly silent?: boolean;
}

export type LevelMasking = Readonly<Partial<Record<LoggerOptions['level'], Masking>>>;

const withContext = winston.format((info) => {
  const context = currentContext();
  if (!context) return info;
  info['requestId'] = context.requestId;
  if (context.actor) {
    info['actorId'] = context.actor.operatorId;
    info['organizationId'] = context.actor.organizationId;
  }
  return info;
});

const masked = (masking: LevelMasking) =>
  winston.format((info) => {
    const rule = masking[info.level as LoggerOptions['level']];
    for (const [name, value] of Object.entries(info)) {
      if (name !== 'level') info[name] = mask(value, rule, name);
    }
    return info;
  })();

export function createLogger(options: LoggerOptions): Logger {
  const { level, service, file, masking = {}, silent = false } = options;
  const transports: winston.transport[] = [new winston.transports.Console()];
  if (file) {
    transports.push(
      new DailyRotateFile({
        filename: `${file}.%DATE%`,
        datePattern: 'YYYY-MM-DD',
        maxSize: '50m',
        maxFiles: '14d',
        options: { flags: 'a', mode: 0o600 },
      }),
    );
  }
  const logger = winston.createLogger({
    level,
    silent,
    defaultMeta: { service, pid: process.pid },
    format: winston.format.combine(
      withContext(),
      masked(masking),
      winston.format.timestamp(),
      winston.format.json(),
    ),
    transports,
  });
  const write =
    (name: LoggerOptions['level']) =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
      logger.log(name, message, fields);
    };
  return { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') };
}

/** For tests and scripts that must print nothing. */
export const silentLogger: Logger = {
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
};
