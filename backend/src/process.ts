import { ConfigurationError } from './platform/config/env.js';
import type { Logger } from './platform/logging/logger.js';
import { maskText } from './platform/logging/masking.js';

/** PM2 kills after ten seconds; what has not ended by then is ended here. */
const HARD_STOP_MS = 9000;

/** Runs `stop` once on SIGINT or SIGTERM, then exits. */
export function onStop(logger: Logger, stop: () => Promise<void>): void {
  let isStopping = false;
  const end = (): void => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), HARD_STOP_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error('stop failed', { error });
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  // PM2 on Windows, and `shutdown_with_message`.
  process.on('message', (message) => {
    if (message === 'shutdown') end();
  });
}

/** A state nobody foresaw is not worked on: the process ends and PM2 starts another. */
export function exitOnUnknownState(logger: Logger): void {
  const fail = (error: unknown): void => {
    logger.error('unforeseen failure, process ends', { error });
    setTimeout(() => process.exit(1), 100).unref();
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
}

/** Tells PM2 (`wait_ready`) that requests may come. */
export function tellReady(): void {
  process.send?.('ready');
}

/** Ends a start that failed: 78 for a wrong configuration, with every mistake in it, else 1. */
export function tellWhyAndExit(error: unknown): never {
  if (error instanceof ConfigurationError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(78);
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${maskText(text)}\n`);
  process.exit(1);
}
