import { Link } from 'react-router';
import { CallState } from '@/entities/call';
import type { Call } from '@/entities/call';
import { useOrderWords } from '@/entities/order';
import type { OrderCall, OrderCard } from '@/entities/order';
import { useCan } from '@/entities/session';
import { PlayButton } from '@/features/play-recording';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';

/** Calls of this client that hang on the order, the latest first; what was recorded plays in the docked player. */
export function LinkedCalls({ order }: { order: OrderCard }) {
  const { t } = useTranslation('orders');
  const { client } = useOrderWords()(order);
  const calls = order.calls.toReversed();
  if (calls.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 flex items-center gap-2 font-semibold">
        {t('card.calls')} <span className="font-normal text-ink-3">{calls.length}</span>
      </h3>
      <ul>
        {calls.map((call) => (
          <LinkedCall key={call.id} call={call} client={client} />
        ))}
      </ul>
    </section>
  );
}

function LinkedCall({ call, client }: { call: OrderCall; client: string }) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const can = useCan();
  const time = format.dateTime(call.dateCreate);
  const who = call.operator?.name ?? '';
  return (
    <li className="grid min-h-8 grid-cols-[minmax(0,1fr)_auto_auto_minmax(24px,auto)] items-center gap-2.5">
      <Link to={paths.call(call.id)} className="flex min-w-0 items-center gap-2 rounded-sm hover:underline">
        <CallState call={call as Pick<Call, 'status' | 'direction'>} />
        <span className="truncate text-ink-2 max-sm:hidden">{who}</span>
      </Link>
      <span className="text-ink-2">
        {call.talkSeconds === null || call.talkSeconds === 0 ? '' : format.duration(call.talkSeconds)}
      </span>
      <time dateTime={call.dateCreate} className="text-end text-12 whitespace-nowrap text-ink-3">
        {time}
      </time>
      <span>
        {call.hasRecording && can('recordings:listen') && (
          <PlayButton
            track={{ callId: call.id, title: client, details: t('card.track', { time, operator: who }) }}
          />
        )}
      </span>
    </li>
  );
}
