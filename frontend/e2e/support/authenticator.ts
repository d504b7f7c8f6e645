import { Secret, TOTP } from 'otpauth';

const STEP_MS = 30_000;

/** An authenticator app that shows each code once: the server takes none twice, and takes the next one early. */
export function createAuthenticator(key: string): { nextCode: () => string } {
  const app = new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) });
  let last = 0;
  return {
    nextCode: () => {
      const step = Math.max(last + 1, Math.floor(Date.now() / STEP_MS));
      last = step;
      return app.generate({ timestamp: step * STEP_MS });
    },
  };
}
