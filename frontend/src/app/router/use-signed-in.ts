import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSessionStore } from '@/shared/api';
import { loginPath, paths } from '@/shared/config';
import { restoreSession } from './restore-session';

interface SignedIn {
  /** The cookie is being asked for a session. */
  isWaiting: boolean;
  /** The server has not answered so far. */
  isUnreachable: boolean;
  /** Where somebody without a session goes; null for everybody else. */
  signInPath: string | null;
}

/** Whether there is a session; after a reload it is restored. `returnTo` is where the person wanted to go. */
export function useSignedIn(returnTo: string): SignedIn {
  const session = useSessionStore((store) => store.session);
  const queryClient = useQueryClient();
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

  const isWaiting = status === 'unknown';
  const isLeft = session.status === 'signed-out' && session.reason === 'left';
  return {
    isWaiting,
    isUnreachable: isWaiting && unreachable,
    signInPath: status === 'signed-out' ? (isLeft ? paths.login : loginPath(returnTo)) : null,
  };
}
