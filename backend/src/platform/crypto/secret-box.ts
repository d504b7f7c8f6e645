import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Seals secrets at rest: AES-256-GCM with a random nonce, the key's fingerprint in front so that keys can be rotated. */
export interface SecretBox {
  /** `v1.<key id>.<nonce>.<tag>.<ciphertext>`, base64url parts. */
  seal(plain: string): string;
  /** @throws Error when the text was not sealed by this key or has been altered. */
  open(sealed: string): string;
}

const NONCE_BYTES = 12;

export function createSecretBox(key: Buffer): SecretBox {
  const keyId = createHash('sha256').update(key).digest('hex').slice(0, 8);
  return {
    seal: (plain) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      const parts = [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'));
      return ['v1', keyId, ...parts].join('.');
    },
    open: (text) => {
      const [form, id, nonce, tag, sealed] = text.split('.');
      if (form !== 'v1' || id !== keyId || !nonce || !tag || sealed === undefined) {
        throw new Error('The secret was not sealed by the present key');
      }
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'));
      decipher.setAuthTag(Buffer.from(tag, 'base64url'));
      return Buffer.concat([decipher.update(Buffer.from(sealed, 'base64url')), decipher.final()]).toString(
        'utf8',
      );
    },
  };
}
