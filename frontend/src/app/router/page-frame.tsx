import { Suspense } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { CrashPage } from '@/pages/crash';
import { CrashBoundary } from '@/shared/ui/crash-boundary';

/** Waits for a page's code and keeps its crash to itself; going elsewhere leaves the crash behind. */
export function PageFrame({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  return (
    <Suspense fallback={null}>
      <CrashBoundary resetKey={pathname} fallback={(error) => <CrashPage error={error} />}>
        {children}
      </CrashBoundary>
    </Suspense>
  );
}
