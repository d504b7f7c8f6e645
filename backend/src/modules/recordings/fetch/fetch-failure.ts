/**
 * Why a recording could not be fetched this time.
 * - `locked`: Mango refuses whatever we sign (wrong key or salt, or its two minutes of quarantine): nothing may be asked meanwhile;
 * - `busy`: Mango asks for a slower pace;
 * - `absent`: Mango does not know the recording (yet); nobody can tell "not ready" from "deleted" but by waiting;
 * - `refused`: what came is no audio we take;
 * - `unreachable`: everything else, network included.
 */
export type FailureKind = 'locked' | 'busy' | 'absent' | 'refused' | 'unreachable';

export class FetchFailure extends Error {
  override readonly name = 'FetchFailure';

  constructor(
    readonly kind: FailureKind,
    /** Stands in `recording.last_error`: short, without addresses or keys. */
    readonly reason: string,
    options?: { readonly cause: unknown },
  ) {
    super(reason, options);
  }
}
