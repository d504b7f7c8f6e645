import { useEffect } from 'react';
import { Navigate, useLocation } from 'react-router';
import { loginPath } from '@/shared/config';
import { useSessionStore } from '@/shared/api';
import { AppShell } from '@/widgets/app-shell';
import { restoreSession } from './restore-session';

/** The shell for a signed-in person, the sign-in page with a way back for everybody else. */
export function RequireSession() {
  const status = useSessionStore((store) => store.session.status);
  const { pathname, search } = useLocation();

  useEffect(() => {
    if (status === 'unknown') return restoreSession();
    return undefined;
  }, [status]);

  if (status === 'signed-out') return <Navigate to={loginPath(pathname + search)} replace />;
  return <AppShell waiting={status === 'unknown'} />;
}
