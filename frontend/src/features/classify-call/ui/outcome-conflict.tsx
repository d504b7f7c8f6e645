import { GitBranch } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Call } from '@/entities/call';
import { useTranslation } from '@/shared/i18n';
import { Button } from '@/shared/ui/button';
import { Icon } from '@/shared/ui/icon';
import type { OutcomeEditing } from '../model/use-outcome';

interface OutcomeConflictProps {
  editing: OutcomeEditing;
  nameOf: (code: string) => string;
}

/** The call was changed meanwhile: both values of each field that differs, and the choice between them. */
export function OutcomeConflict({ editing, nameOf }: OutcomeConflictProps) {
  const { t } = useTranslation(['calls', 'common']);
  const { conflict, value, keepMine, takeTheirs, isSaving } = editing;
  const box = useRef<HTMLElement>(null);
  const isShown = conflict !== null;
  useEffect(() => {
    // It answers a press at the other end of the form.
    if (isShown) box.current?.scrollIntoView({ block: 'nearest' });
  }, [isShown]);
  if (conflict === null) return null;
  const rows = differences(value, conflict, nameOf);
  return (
    <section
      ref={box}
      role="alert"
      data-hue="warning"
      className="flex flex-col gap-3 rounded-lg border border-hue-line p-4"
    >
      <div className="flex gap-3">
        <Icon of={GitBranch} className="mt-0.5 text-hue-text" />
        <div>
          <h3 className="font-semibold">{t('calls:conflict.title')}</h3>
          <p className="text-ink-2">{t('calls:conflict.text')}</p>
        </div>
      </div>
      <dl className="flex flex-col gap-2 rounded-md bg-sunken p-3">
        {rows.map(({ field, mine, theirs }) => (
          <div key={field} className="grid gap-x-4 gap-y-1 sm:grid-cols-[88px_1fr_1fr]">
            <dt className="text-ink-2">
              {field === 'comment' ? t('calls:card.comment') : t('calls:card.outcomeName')}
            </dt>
            <dd className="break-words">
              {t('calls:conflict.mine', { value: mine ?? t('calls:conflict.none') })}
            </dd>
            <dd className="break-words">
              {t('calls:conflict.theirs', { value: theirs ?? t('calls:conflict.none') })}
            </dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap gap-2">
        <Button intent="primary" busy={isSaving} onClick={() => void keepMine()}>
          {t('common:action.keepMine')}
        </Button>
        <Button onClick={takeTheirs}>{t('common:action.takeTheirs')}</Button>
      </div>
    </section>
  );
}

function differences(mine: OutcomeEditing['value'], theirs: Call, nameOf: (code: string) => string) {
  const words = (code: string | null): string | null => (code === null ? null : nameOf(code));
  const text = (comment: string | null): string | null =>
    comment === null || comment === '' ? null : comment;
  return [
    { field: 'disposition' as const, mine: words(mine.disposition), theirs: words(theirs.disposition) },
    { field: 'comment' as const, mine: text(mine.comment), theirs: text(theirs.comment) },
  ].filter((row) => row.mine !== row.theirs);
}
