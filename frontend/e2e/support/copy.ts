/** The running copy of the product that the journeys go to. */
export interface ProductCopy {
  readonly url: string;
  readonly port: number;
  /** `DATA_DIR` of it. */
  readonly dataDir: string;
  readonly admin: Credentials;
  readonly mango: { readonly apiKey: string; readonly apiSalt: string };
}

export interface Credentials {
  readonly login: string;
  readonly password: string;
}

const VARIABLE = 'CRM_JOURNEYS_COPY';

/** Told to the workers by the environment, which they inherit. */
export function tellCopy(copy: ProductCopy): void {
  process.env[VARIABLE] = JSON.stringify(copy);
}

export const productCopy = (): ProductCopy => JSON.parse(process.env[VARIABLE] ?? '{}') as ProductCopy;
