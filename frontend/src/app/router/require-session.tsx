import { useQuery } from '@tanstack/react-query';
import { Navigate, useLocation } from 'react-router';
import { profileQuery } from '@/entities/session';
import { ConfirmIdentity } from '@/features/security/confirm-identity';
import { useDemands } from '@/shared/api';
import { ownPasswordPath, secondFactorPath } from '@/shared/config';
import { AppShell } from '@/widgets/app-shell';
import { CallPlayer } from '@/widgets/call-player';
import { PhoneHost } from '@/widgets/phone-host';
import { useSignedIn } from './use-signed-in';

/** The shell for a signed-in person, the sign-in page with a way back for everybody else. */
export function RequireSession() {
  const { pathname, search } = useLocation();
  const { isWaiting, isUnreachable, signInPath } = useSignedIn(pathname + search);
  const profile = useQuery({ ...profileQuery, enabled: !isWaiting && signInPath === null });
  const { ownPassword, secondFactor } = useDemands();
  if (signInPath !== null) return <Navigate to={signInPath} replace />;
  if (ownPassword || profile.data?.mustChangePassword === true) {
    return <Navigate to={ownPasswordPath(pathname + search)} replace />;
  }
  if (secondFactor || profile.data?.mustSetUpSecondFactor === true) {
    return <Navigate to={secondFactorPath(pathname + search)} replace />;
  }
  return (
    <>
      <AppShell waiting={isWaiting} unreachable={isUnreachable} phone={<PhoneHost />} dock={<CallPlayer />} />
      <ConfirmIdentity />
    </>
  );
}
