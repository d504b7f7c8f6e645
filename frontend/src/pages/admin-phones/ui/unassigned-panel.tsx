import { useQuery } from '@tanstack/react-query';
import { PhoneForwarded } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Button } from '@/shared/ui/button';
import { Panel } from '@/shared/ui/panel';
import { unassignedQuery } from '../api/company-numbers.queries';
import type { UnassignedNumber } from '../api/company-numbers.queries';

const shownFirst = 3;

/** Numbers clients dial that the company has not described: their calls have neither campaign nor city. */
export function UnassignedPanel({ onAssign }: { onAssign: (found: UnassignedNumber) => void }) {
  const { t } = useTranslation('admin');
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const { data } = useQuery(unassignedQuery);
  if (data === undefined || data.data.length === 0) return null;
  const shown = isOpen ? data.data : data.data.slice(0, shownFirst);
  const hidden = data.data.length - shown.length;
  return (
    <div className="px-4 pb-3 sm:px-6">
      <Panel
        flush
        title={t('unassigned.title')}
        note={t('unassigned.note', {
          count: data.pagination.total,
          total: format.number(data.pagination.total),
        })}
      >
        <ul className="max-h-64 overflow-y-auto border-t border-line-subtle">
          {shown.map((found) => (
            <li
              key={found.number}
              className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line-subtle px-4 py-1.5 last:border-b-0"
            >
              <span className="min-w-44 font-medium">{format.phone(found.number)}</span>
              <span className="text-ink-2">
                {t('unassigned.calls', { count: found.calls, calls: format.number(found.calls) })}
              </span>
              <span className="text-ink-3">
                {t('unassigned.lastCall', { time: format.dateTime(found.lastCallAt) })}
              </span>
              <span className="ms-auto">
                <Button
                  size="sm"
                  icon={PhoneForwarded}
                  aria-label={t('unassigned.assignNumber', { number: format.phone(found.number) })}
                  onClick={() => {
                    onAssign(found);
                  }}
                >
                  {t('unassigned.assign')}
                </Button>
              </span>
            </li>
          ))}
        </ul>
        {hidden > 0 && (
          <div className="border-t border-line-subtle px-3 py-1.5">
            <Button
              size="sm"
              intent="ghost"
              onClick={() => {
                setIsOpen(true);
              }}
            >
              {t('unassigned.more', { count: hidden })}
            </Button>
          </div>
        )}
      </Panel>
    </div>
  );
}
