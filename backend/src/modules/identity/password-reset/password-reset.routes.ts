import type { Mount } from '../../../platform/http/mount.js';
import { askReset, type AskResetDeps } from './ask-reset.js';
import { checkPasswordReset, forgotPassword, resetPassword as operation } from './password-reset.contract.js';
import { checkReset, resetPassword, type ResetPasswordDeps } from './reset-password.js';

export function passwordResetRoutes(mount: Mount, deps: AskResetDeps & ResetPasswordDeps): void {
  mount.open(forgotPassword, ({ body }) => askReset(deps, body.login));
  mount.open(checkPasswordReset, async ({ body }) => {
    await checkReset(deps, body.token);
  });
  mount.open(operation, ({ body }) => resetPassword(deps, body));
}
