import { useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { dispositionsQuery, useDispositionName } from '@/entities/call';
import { useHiddenLine, useReasonLines } from '@/features/know-caller';
import type { RingBrief } from '@/entities/call';
import type { ReasonLine } from '@/features/know-caller';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Icon } from '@/shared/ui/icon';
import { Skeleton } from '@/shared/ui/skeleton';

const shownAtMost = 3;
const lastIcon = History;

/** Why he probably calls: at most three lines, the first one large. Their place is kept while they are on their way. */
export function ReasonList({ brief }: { brief: RingBrief | null }) {
  const lines = useLines(brief);
  return (
    <ul className="min-h-29 border-t border-line-subtle px-4 py-1 sm:px-5 [@media(max-height:760px)]:min-h-22">
      {lines === null ? (
        <LoadingLines />
      ) : (
        lines.map((line, index) => (
          <li
            key={line.key}
            data-hue={line.hue}
            className={`grid grid-cols-[20px_minmax(0,1fr)_auto] items-center gap-2.5 border-line-subtle py-1.5 not-first:border-t [@media(max-height:760px)]:py-0.5 ${index === 0 ? 'text-16 [@media(max-height:760px)]:text-14' : ''}`}
          >
            <Icon of={line.icon} className="text-hue" />
            <ReasonText line={line} />
            {line.aside !== null && (
              <span className="max-w-40 truncate text-13 text-ink-2 max-sm:hidden">{line.aside}</span>
            )}
          </li>
        ))
      )}
    </ul>
  );
}

/** The one reason that stays in sight during the talk. */
export function FirstReason({ brief }: { brief: RingBrief | null }) {
  const line = useLines(brief)?.[0];
  if (line === undefined) return <span className="h-5" />;
  return (
    <span data-hue={line.hue} className="flex min-w-0 items-center gap-2">
      <Icon of={line.icon} size={14} className="text-hue" />
      <ReasonText line={line} />
    </span>
  );
}

function ReasonText({ line }: { line: ReasonLine }) {
  return (
    <span className="min-w-0 max-sm:line-clamp-2 sm:truncate">
      {line.lead !== null && <strong className="font-semibold">{line.lead} </strong>}
      {line.text}
    </span>
  );
}

/** Lines in the server's order, with the last outcome where there is room for it. */
function useLines(brief: RingBrief | null): ReasonLine[] | null {
  const reasonLines = useReasonLines(brief?.timezone ?? null);
  const hidden = useHiddenLine();
  const last = useLastOutcome(brief);
  if (brief === null) return null;
  const lines = brief.phone === null ? [hidden] : reasonLines(brief.reasons);
  return [...lines, ...last].slice(0, shownAtMost);
}

function useLastOutcome(brief: RingBrief | null): ReasonLine[] {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const { data: dispositions } = useQuery(dispositionsQuery);
  const nameOf = useDispositionName(dispositions);
  const look = useHiddenLine();
  const last = brief?.lastOutcome;
  if (last?.disposition === undefined) return [];
  const at = format.day(format.dayOf(last.at));
  return [
    {
      ...look,
      key: 'last',
      icon: lastIcon,
      text: t('reason.lastOutcome', { outcome: nameOf(last.disposition), at }),
    },
  ];
}

function LoadingLines() {
  const { t } = useTranslation('calls');
  return (
    <li aria-label={t('ring.loading')} className="flex flex-col gap-5 py-4">
      <Skeleton className="w-3/5" />
      <Skeleton className="w-2/5" />
    </li>
  );
}
