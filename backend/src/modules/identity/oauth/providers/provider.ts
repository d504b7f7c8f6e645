export const PROVIDERS = ['google', 'github', 'vk', 'ok', 'mailru', 'yandex', 'oidc'] as const;
export type ProviderId = (typeof PROVIDERS)[number];

/** Secrets of one way there and back. */
export interface FlowSecrets {
  /** PKCE, RFC 7636. */
  readonly verifier: string;
  readonly nonce: string;
}

export interface AuthorizationRequest extends FlowSecrets {
  readonly state: string;
  readonly redirectUri: URL;
}

export interface AuthorizationAnswer extends AuthorizationRequest {
  /** Query of the address by which the browser came back. */
  readonly query: URLSearchParams;
}

/** Whom a provider says it has before it. */
export interface ProviderPerson {
  /** Never changes and is never given to another; addresses do and are. */
  readonly subject: string;
  /** Only an address of which the provider vouches that it is this person's; else null. */
  readonly verifiedEmail: string | null;
}

/** An outside service that tells who a person is. */
export interface Provider {
  readonly id: ProviderId;
  /** Name on buttons where it is not that of a known service. */
  readonly name: string | null;
  /** Where to send the browser. @throws {ProviderFailure} */
  authorizationUrl(request: AuthorizationRequest): Promise<URL>;
  /** Exchanges the code and asks who it is. @throws {ProviderFailure} */
  personOf(answer: AuthorizationAnswer): Promise<ProviderPerson>;
}

/** `unavailable`: no answer, or one that makes no sense; `refused`: an answer that proves nobody. */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure';

  constructor(
    readonly reason: 'unavailable' | 'refused',
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}

export const unavailable = (message: string, cause?: unknown): ProviderFailure =>
  new ProviderFailure('unavailable', message, { cause });
export const refused = (message: string, cause?: unknown): ProviderFailure =>
  new ProviderFailure('refused', message, { cause });
