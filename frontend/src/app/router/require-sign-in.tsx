import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from 'react-router';
import { profileQuery } from '@/entities/session';
import { ConfirmIdentity } from '@/features/security/confirm-identity';
import { ErrorState } from '@/shared/ui/error-state';
import { ToastHost } from '@/shared/ui/toast-host';
import { useSignedIn } from './use-signed-in';

/** For pages of a signed-in person without the shell: what it shows may not be open to him yet. */
export function RequireSignIn() {
  const { pathname, search } = useLocation();
  const { isWaiting, signInPath } = useSignedIn(pathname + search);
  const profile = useQuery({ ...profileQuery, enabled: !isWaiting && signInPath === null });
  if (signInPath !== null) return <Navigate to={signInPath} replace />;
  if (profile.isError) {
    return (
      <ErrorState
        error={profile.error}
        retrying={profile.isFetching}
        onRetry={() => void profile.refetch()}
      />
    );
  }
  return (
    <>
      {profile.data !== undefined && <Outlet />}
      <ConfirmIdentity />
      <ToastHost />
    </>
  );
}
