import { GitBranch } from 'lucide-react';
import { useTranslation } from '@/shared/i18n';
import type { RecordEditing } from '@/shared/lib/use-record-editing';
import { Button } from './button';
import { Icon } from './icon';
import type { RecordField } from './record-fields';

interface RecordConflictProps {
  editing: RecordEditing;
  fields: readonly RecordField[];
}

/** The row was changed while it was edited: both values of each field that differs, and the choice between them. */
export function RecordConflict({ editing, fields }: RecordConflictProps) {
  const { t } = useTranslation();
  const { conflict } = editing;
  if (conflict === null) return null;
  return (
    <section role="alert" data-hue="warning" className="mb-4 rounded-lg border border-hue-line p-4">
      <div className="flex gap-3">
        <Icon of={GitBranch} className="mt-0.5 text-hue-text" />
        <p>
          <strong className="block font-semibold">{t('record.conflictTitle')}</strong>
          <span className="text-ink-2">{t('record.conflictText')}</span>
        </p>
      </div>
      <dl className="my-3 flex flex-col gap-2 rounded-md bg-sunken p-3">
        {conflict.map(({ name, mine, theirs }) => {
          const field = fields.find((candidate) => candidate.name === name);
          return (
            <div key={name} className="grid gap-x-4 gap-y-1 sm:grid-cols-3">
              <dt className="text-ink-2">{field?.label ?? name}</dt>
              <dd className="break-words">
                {t('record.mine', { value: words(field, mine) || t('record.none') })}
              </dd>
              <dd className="break-words">
                {t('record.theirs', { value: words(field, theirs) || t('record.none') })}
              </dd>
            </div>
          );
        })}
      </dl>
      <div className="flex flex-wrap gap-2">
        <Button intent="primary" busy={editing.isSaving} onClick={editing.submit}>
          {t('action.keepMine')}
        </Button>
        <Button onClick={editing.takeTheirs}>{t('action.takeTheirs')}</Button>
      </div>
    </section>
  );
}

function words(field: RecordField | undefined, value: string | string[]): string {
  const options = field !== undefined && 'options' in field ? field.options : [];
  const wordOf = (one: string): string => options.find((option) => option.value === one)?.label ?? one;
  return typeof value === 'string' ? wordOf(value) : value.map(wordOf).join(', ');
}
