import { Link2, Zap } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { wrapUpSeconds } from '@/entities/call';
import { useCaller } from '@/features/know-caller';
import type { Call, OwnCall } from '@/entities/call';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { useNow } from '@/shared/lib/use-now';
import { Icon } from '@/shared/ui/icon';
import { BriefFrame } from './brief-frame';

/** After the talk: what the system knows of it, and how long the wrap-up lasts. */
export function WrapUpBrief({ own, actions }: { own: OwnCall; actions?: ReactNode }) {
  const { t } = useTranslation('calls');
  const { call, brief, endedAt } = own;
  const caller = useCaller(call, brief);
  return (
    <BriefFrame label={t('state.wrapUp')} hue="state-wrapup" tone="state">
      <div className="flex items-center gap-4 p-4 pb-3 sm:ps-5">
        <Countdown since={endedAt ?? call.dateCreate} />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-baseline gap-x-2">
            <h2 className="min-w-0 truncate text-16 font-semibold">{caller.name}</h2>
            {caller.phone !== null && (
              <span className="text-14 whitespace-nowrap text-ink-2">{caller.phone}</span>
            )}
          </div>
          <p className="mt-0.5 truncate text-ink-2">
            <CallFacts call={call} />
          </p>
        </div>
        {actions}
      </div>
      <Facts call={call} />
    </BriefFrame>
  );
}

function CallFacts({ call }: { call: Call }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const { talkSeconds, waitSeconds, rk, city } = call;
  return [
    ...(talkSeconds === null || talkSeconds === 0
      ? []
      : [t('wrap.talk', { duration: format.duration(talkSeconds) })]),
    ...(waitSeconds === null ? [] : [t('wrap.waited', { duration: format.duration(waitSeconds) })]),
    ...[rk, city].filter((part) => part !== null),
  ].join(' · ');
}

function Facts({ call }: { call: Call }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const order = call.orders.at(-1);
  if (order === undefined) return null;
  return (
    <div
      data-hue="success"
      className="flex flex-wrap gap-x-6 gap-y-1 border-t border-line-subtle px-4 py-2.5 sm:px-5"
    >
      <span className="flex items-center gap-1.5">
        <Icon of={order.isFromCall ? Zap : Link2} size={14} className="text-hue" />
        {t(order.isFromCall ? 'wrap.created' : 'wrap.linked')}{' '}
        <Link to={paths.order(order.id)} className="text-link">
          {format.orderNumber(order.id)}
        </Link>
      </span>
    </div>
  );
}

const radius = 26;
const length = 2 * Math.PI * radius;

/** Seconds of the wrap-up that are left, as a ring of 56 px; the server ends it by the same time. */
function Countdown({ since }: { since: string }) {
  const { t } = useTranslation('calls');
  const now = useNow();
  const left = Math.max(0, Math.ceil(wrapUpSeconds - (now - Date.parse(since)) / 1000));
  const label = left > 0 ? t('wrap.left', { seconds: left }) : t('wrap.over');
  return (
    <span
      role="timer"
      aria-live="off"
      aria-label={label}
      className="relative grid size-14 shrink-0 place-items-center"
    >
      <svg viewBox="0 0 56 56" aria-hidden className="absolute inset-0 -rotate-90 fill-none stroke-4">
        <circle cx="28" cy="28" r={radius} className="stroke-(--border)" />
        <circle
          cx="28"
          cy="28"
          r={radius}
          strokeLinecap="round"
          strokeDasharray={`${String((length * left) / wrapUpSeconds)} ${String(length)}`}
          className={left > 0 ? 'stroke-(--hue)' : 'stroke-transparent'}
        />
      </svg>
      <strong className="text-16 font-semibold">{Math.min(left, wrapUpSeconds)}</strong>
    </span>
  );
}
