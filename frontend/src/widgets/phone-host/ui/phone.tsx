import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useOwnCalls, usePhone, usePhoneFeed } from '@/entities/call';
import { useCaller } from '@/features/know-caller';
import type { OwnCall } from '@/entities/call';
import { useCan, useProfile } from '@/entities/session';
import { useReadySound, useRingAlert } from '@/features/ring-alert';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { followDraftsOfOtherTabs } from '@/shared/lib/drafts';
import { useShortcut } from '@/shared/lib/shortcuts';
import { useUnfinishedCall } from '../model/use-unfinished-call';
import { RingNotice } from './ring-notice';

/** Hears events, rings, and shows a ring on pages that have no place of their own for it. */
export function Phone() {
  const { id } = useProfile();
  const can = useCan();
  usePhoneFeed(id);
  useUnfinishedCall();
  useReadySound();
  useEffect(() => followDraftsOfOtherTabs(), []);
  const ringing = useOwnCalls(id).filter(({ phase }) => phase === 'ringing');
  const [first] = can('calls:update') ? ringing : [];
  return (
    <>
      {/* Stands empty before the first ring: a region that comes together with its words is not spoken. */}
      <p aria-live="assertive" className="sr-only">
        {first !== undefined && <Speech own={first} />}
      </p>
      {first !== undefined && <Ringing key={first.call.id} own={first} moreCount={ringing.length - 1} />}
    </>
  );
}

function Ringing({ own, moreCount }: { own: OwnCall; moreCount: number }) {
  const { t } = useTranslation('calls');
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { name, source } = useCaller(own.call, own.brief);
  const isHushed = usePhone(({ hushed }) => hushed.includes(own.call.id));
  useRingAlert({ callId: own.call.id, title: t('ring.titleFlash', { who: name }), body: source, isHushed });
  const take = (): void => {
    void navigate(paths.deskCall(own.call.id));
  };
  useShortcut({ combo: 'F2', label: t('ring.open'), group: 'call', onPress: take });
  if (pathname.startsWith(paths.desk)) return null;
  return <RingNotice own={own} moreCount={moreCount} onTake={take} />;
}

/** Who calls, in one sentence that does not change while it rings. */
function Speech({ own }: { own: OwnCall }) {
  const { t } = useTranslation('calls');
  const { name, source } = useCaller(own.call, own.brief);
  return t('ring.spoken', { who: name, source });
}
