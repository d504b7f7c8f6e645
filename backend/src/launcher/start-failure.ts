/** `sysexits.h`: the operator of the machine has to change the configuration. */
export const EXIT_CONFIGURATION = 78;
export const EXIT_FAILURE = 1;

/** A start that cannot go on; `message` is one plain sentence with the cause and what to do about it. */
export class StartFailure extends Error {
  readonly exitCode: number;

  constructor(
    message: string,
    { exitCode = EXIT_FAILURE, cause }: { exitCode?: number; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.name = 'StartFailure';
    this.exitCode = exitCode;
  }
}

export const misconfigured = (message: string, cause?: unknown): StartFailure =>
  new StartFailure(message, { exitCode: EXIT_CONFIGURATION, cause });
