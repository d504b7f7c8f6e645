import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { CloudOff, Lock } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Outlet, useLocation } from 'react-router';
import { profileQuery } from '@/entities/session';
import { IdleGuard } from '@/features/idle-guard';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useShortcut } from '@/shared/lib/shortcuts';
import { screens, useMedia } from '@/shared/lib/use-media';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { ToastHost } from '@/shared/ui/toast-host';
import { useNeededPermission, useShellServices } from '../model/use-shell';
import { BottomBar } from './bottom-bar';
import { EmailBanner } from './email-banner';
import { KeySheet } from './key-sheet';
import { LineBanner } from './line-banner';
import { Rail } from './rail';
import { TopStrip } from './top-strip';

interface AppShellProps {
  /** The session is being restored: the frame stands, the page waits. */
  waiting: boolean;
  /** The server has not answered so far. */
  unreachable: boolean;
  /** Beside the page, once it is known who he is: what rings. */
  phone?: ReactNode;
  /** Under the page, on every page: what plays. */
  dock?: ReactNode;
}

/** Frame of all pages for a signed-in person. Draws the page once it knows who he is. */
export function AppShell({ waiting, unreachable, phone, dock }: AppShellProps) {
  const { t } = useTranslation();
  const profile = useQuery({ ...profileQuery, enabled: !waiting });
  const [keysShown, setKeysShown] = useState(false);
  const worded = useWordedMenu();
  useShellServices(profile.data);
  const showKeys = (): void => {
    setKeysShown(true);
  };
  useShortcut({ combo: 'shift+Slash', label: t('keys.sheet'), onPress: showKeys });
  const known = profile.data !== undefined;
  return (
    <div
      className={`grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[48px_minmax(0,1fr)_auto] sm:grid-rows-[48px_minmax(0,1fr)] ${worded ? 'sm:grid-cols-[208px_minmax(0,1fr)]' : 'sm:grid-cols-[52px_minmax(0,1fr)]'}`}
    >
      <SkipLink />
      {known ? <Rail worded={worded} onKeySheet={showKeys} /> : <EmptyRail />}
      {known ? <TopStrip onKeySheet={showKeys} /> : <div className="border-b border-line-subtle" />}
      <main
        id="content"
        tabIndex={-1}
        className="flex min-h-0 min-w-0 flex-col overflow-hidden outline-none focus-visible:shadow-none"
      >
        <LineBanner />
        {known ? (
          <>
            <EmailBanner />
            <AllowedPage permissions={profile.data.permissions} />
            {dock}
          </>
        ) : (
          <Waiting profile={profile} unreachable={unreachable} />
        )}
      </main>
      {known && phone}
      {known && <IdleGuard />}
      {known && <BottomBar />}
      <KeySheet
        open={keysShown}
        onClose={() => {
          setKeysShown(false);
        }}
      />
      <ToastHost />
    </div>
  );
}

/** Reports and administration have room for words from 1280 px, the rest from 1600. */
function useWordedMenu(): boolean {
  const { pathname } = useLocation();
  const report = useMedia(screens.report);
  const wide = useMedia(screens.wide);
  const roomy = [paths.statistics, paths.admin, paths.platform].some((path) => pathname.startsWith(path));
  return wide || (report && roomy);
}

function AllowedPage({ permissions }: { permissions: readonly string[] }) {
  const { t } = useTranslation();
  const needed = useNeededPermission();
  if (needed === undefined || permissions.includes(needed)) {
    return (
      <Scrolled>
        <Outlet />
      </Scrolled>
    );
  }
  return <EmptyState icon={Lock} title={t('page.forbiddenTitle')} text={t('page.forbiddenText')} />;
}

/** A page fills the room and scrolls in it; pages with their own scrolling boxes simply take the full height. */
function Scrolled({ children }: { children: ReactNode }) {
  return <div className="min-h-0 flex-1 overflow-auto">{children}</div>;
}

interface WaitingProps {
  profile: UseQueryResult;
  unreachable: boolean;
}

/** In place of the page until it is known who the person is. */
function Waiting({ profile, unreachable }: WaitingProps) {
  if (unreachable) return <Unreachable />;
  if (!profile.isError) return null;
  return (
    <ErrorState error={profile.error} onRetry={() => void profile.refetch()} retrying={profile.isFetching} />
  );
}

function Unreachable() {
  const { t } = useTranslation();
  return (
    <div role="status">
      <EmptyState icon={CloudOff} hue="warning" title={t('page.waitingTitle')} text={t('page.waitingText')} />
    </div>
  );
}

function EmptyRail() {
  return <div className="row-span-2 border-e border-line-subtle max-sm:hidden" />;
}

function SkipLink() {
  const { t } = useTranslation();
  return (
    <a
      href="#content"
      className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-(--z-toast) focus:rounded-md focus:bg-panel focus:px-3 focus:py-2 focus:shadow-focus"
    >
      {t('nav.skip')}
    </a>
  );
}
