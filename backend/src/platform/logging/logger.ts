import winston from 'winston';
import DailyRotateFile from 'winston-daily-rotate-file';
import { currentContext } from '../http/request-context.js';
import { mask } from './masking.js';

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
  readonly silent?: boolean;
}

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

const masked = winston.format((info) => {
  for (const [name, value] of Object.entries(info)) {
    if (name !== 'level' && name !== 'message') info[name] = mask(value, name);
  }
  return info;
});

export function createLogger({ level, service, file, silent = false }: LoggerOptions): Logger {
  const transports: winston.transport[] = [new winston.transports.Console()];
  if (file) {
    transports.push(
      new DailyRotateFile({
        filename: `${file}.%DATE%`,
        datePattern: 'YYYY-MM-DD',
        maxSize: '50m',
        maxFiles: '14d',
      }),
    );
  }
  const logger = winston.createLogger({
    level,
    silent,
    defaultMeta: { service, pid: process.pid },
    format: winston.format.combine(
      withContext(),
      masked(),
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
