import type { Actor } from '../../platform/access/actor.js';
import { changePassword, type ChangePasswordDeps } from './change-password.js';
import { refreshSession, type RefreshDeps, type Refreshing } from './refresh-session.js';
import { signIn, type Credentials, type SignInDeps } from './sign-in/sign-in.js';

export type IdentityServiceDeps = SignInDeps & RefreshDeps & ChangePasswordDeps;

export type IdentityService = ReturnType<typeof createIdentityService>;

export function createIdentityService(deps: IdentityServiceDeps) {
  return {
    login: (credentials: Credentials) => signIn(deps, credentials),
    refresh: (refreshing: Refreshing) => refreshSession(deps, refreshing),
    changePassword: (actor: Actor, passwords: { current: string; next: string }) =>
      changePassword(deps, actor, passwords),
  };
}
