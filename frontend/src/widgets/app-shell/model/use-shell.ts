import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { matchPath, useLocation } from 'react-router';
import { useQueueFeed } from '@/entities/call';
import { profileKey } from '@/entities/session';
import type { Profile } from '@/entities/session';
import { keepSessionFresh, startLiveEvents, useLiveEvent, useLiveReload } from '@/shared/api';
import { addressRights } from '@/shared/config';
import type { Permission } from '@/shared/config';
import { usePreferences } from '@/shared/lib/preferences';
import { listenForShortcuts } from '@/shared/lib/shortcuts';
import { useTimeZone } from '@/shared/lib/time-zone';

/** Everything that lives as long as a signed-in person is on the page: fresh tokens, live events, keys. */
export function useShellServices(profile: Profile | undefined): void {
  const signedIn = profile !== undefined;
  useEffect(() => keepSessionFresh(), []);
  useEffect(() => listenForShortcuts(), []);
  useEffect(() => (signedIn ? startLiveEvents() : undefined), [signedIn]);
  useLiveReload();
  useQueueFeed();
  useOwnPresence(profile?.id);
  useProfilePreferences(profile);
}

/** The system changes one's state too: a call begins, a wrap-up ends, another tab or an admin says so. */
function useOwnPresence(personId: number | undefined): void {
  const queryClient = useQueryClient();
  useLiveEvent('presence.changed', ({ id }) => {
    if (id === personId) void queryClient.invalidateQueries({ queryKey: profileKey });
  });
}

/** The profile's zone counts everywhere; its language only until one was chosen in this browser. */
function useProfilePreferences(profile: Profile | undefined): void {
  const timeZone = profile?.timezone;
  const locale = profile?.locale;
  useEffect(() => {
    if (timeZone !== undefined) useTimeZone.getState().setTimeZone(timeZone);
  }, [timeZone]);
  useEffect(() => {
    const { languageChosen, setLanguage } = usePreferences.getState();
    if (locale !== undefined && !languageChosen) setLanguage(locale);
  }, [locale]);
}

/** The right that the open page asks for, or none. */
export function useNeededPermission(): Permission | undefined {
  const { pathname } = useLocation();
  return addressRights.find(([pattern]) => matchPath(pattern, pathname) !== null)?.[1];
}
