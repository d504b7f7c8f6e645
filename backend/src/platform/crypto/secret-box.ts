import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Seals secrets at rest: AES-256-GCM with a random nonce, the key's fingerprint in front so that keys can be rotated. */
export interface SecretBox {
  /** By the present key: `v1.<key id>.<nonce>.<tag>.<ciphertext>`, base64url parts. */
  seal(plain: string): string;
  /** @throws Error when the text was sealed by neither key or has been altered. */
  open(sealed: string): string;
  /** Id of the present key, the second part of what it seals. */
  keyId(): string;
}

/** Keys of 32 bytes. */
export interface SealingKeys {
  readonly secretsKey: Buffer;
  /** Opens what is not sealed anew yet. */
  readonly secretsKeyPrevious: Buffer | null;
}

/** Where the keys are from: they may change while the box is in use. */
export interface SealingKeySource {
  current(): SealingKeys;
  /** True when they have changed since the last look. */
  lookAgain(): boolean;
}

const NONCE_BYTES = 12;

export function createSecretBox(source: Buffer | SealingKeySource): SecretBox {
  const keys = Buffer.isBuffer(source) ? fixed(source) : source;
  const keyOf = (id: string | undefined): Buffer | undefined => {
    const { secretsKey, secretsKeyPrevious } = keys.current();
    return [secretsKey, secretsKeyPrevious ?? secretsKey].find((key) => idOf(key) === id);
  };
  return {
    seal: (plain) => {
      const { secretsKey } = keys.current();
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', secretsKey, nonce);
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      const parts = [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'));
      return ['v1', idOf(secretsKey), ...parts].join('.');
    },
    open: (text) => {
      const [form, id, nonce, tag, sealed] = text.split('.');
      const key = keyOf(id) ?? (keys.lookAgain() ? keyOf(id) : undefined);
      if (form !== 'v1' || !key || !nonce || !tag || sealed === undefined) {
        throw new Error('The secret was not sealed by a key that is known');
      }
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'));
      decipher.setAuthTag(Buffer.from(tag, 'base64url'));
      return Buffer.concat([decipher.update(Buffer.from(sealed, 'base64url')), decipher.final()]).toString(
        'utf8',
      );
    },
    keyId: () => idOf(keys.current().secretsKey),
  };
}

const fixed = (secretsKey: Buffer): SealingKeySource => ({
  current: () => ({ secretsKey, secretsKeyPrevious: null }),
  lookAgain: () => false,
});

const ids = new WeakMap<Buffer, string>();

/** The first of a key's fingerprint: tells keys apart and nothing of them. */
function idOf(key: Buffer): string {
  const known = ids.get(key) ?? createHash('sha256').update(key).digest('hex').slice(0, 8);
  ids.set(key, known);
  return known;
}
