import type { Mount } from '../../../platform/http/mount.js';
import { getMyEmail, sendEmailVerification, verifyEmail } from './email.contract.js';
import type { EmailService } from './email.service.js';

export function emailRoutes(mount: Mount, emails: EmailService): void {
  mount.signedIn(getMyEmail, ({ actor }) => emails.get(actor));
  mount.signedIn(sendEmailVerification, ({ actor }) => emails.resend(actor));
  mount.open(verifyEmail, ({ body }) => emails.verify(body.token));
}
