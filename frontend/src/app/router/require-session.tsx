import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { useSessionStore } from '@/shared/api';
import { loginPath, paths } from '@/shared/config';
import { AppShell } from '@/widgets/app-shell';
import { CallPlayer } from '@/widgets/call-player';
import { PhoneHost } from '@/widgets/phone-host';
import { restoreSession } from './restore-session';

/** The shell for a signed-in person, the sign-in page with a way back for everybody else. */
export function RequireSession() {
  const session = useSessionStore((store) => store.session);
  const queryClient = useQueryClient();
  const { pathname, search } = useLocation();
  const [unreachable, setUnreachable] = useState(false);
  const { status } = session;

  useEffect(() => {
    if (status !== 'unknown') return undefined;
    return restoreSession(setUnreachable);
  }, [status]);
  useEffect(() => {
    // The next person on this machine must not see what this one had loaded.
    if (status === 'signed-out') queryClient.clear();
  }, [status, queryClient]);

  if (status === 'signed-out') {
    const left = session.reason === 'left';
    return <Navigate to={left ? paths.login : loginPath(pathname + search)} replace />;
  }
  return (
    <AppShell
      waiting={status === 'unknown'}
      unreachable={status === 'unknown' && unreachable}
      phone={<PhoneHost />}
      dock={<CallPlayer />}
    />
  );
}
