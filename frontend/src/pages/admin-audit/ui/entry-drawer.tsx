import { useQuery } from '@tanstack/react-query';
import { ArrowRight, Lock } from 'lucide-react';
import { auditEntryQuery } from '@/entities/audit-entry';
import type { AuditChange, AuditEntry } from '@/entities/audit-entry';
import { useTranslation } from '@/shared/i18n';
import { noValue } from '@/shared/lib/format';
import { useFormat } from '@/shared/lib/use-format';
import { useZoneWords } from '@/shared/lib/use-time-zone-options';
import { Badge } from '@/shared/ui/badge';
import { Drawer } from '@/shared/ui/drawer';
import { ErrorState } from '@/shared/ui/error-state';
import { Icon } from '@/shared/ui/icon';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { useAuditWords } from '../model/use-audit-words';
import { outcomeLooks } from './entry-columns';

interface EntryDrawerProps {
  id: number;
  onClose: () => void;
}

/** One row of the log: who, from where, and what it was before and after. */
export function EntryDrawer({ id, onClose }: EntryDrawerProps) {
  const { t } = useTranslation('audit');
  const words = useAuditWords();
  const entry = useQuery(auditEntryQuery(id));
  const { data } = entry;
  return (
    <Drawer
      title={data === undefined ? t('entry', { id }) : words.action(data.action)}
      onClose={onClose}
      badges={
        data !== undefined && <Badge {...outcomeLooks[data.outcome]}>{t(`outcome.${data.outcome}`)}</Badge>
      }
    >
      {data !== undefined && <Details entry={data} />}
      {entry.isPending && <SkeletonLines />}
      {data === undefined && entry.isError && (
        <ErrorState error={entry.error} onRetry={() => void entry.refetch()} retrying={entry.isFetching} />
      )}
    </Drawer>
  );
}

function Details({ entry }: { entry: AuditEntry }) {
  const facts = useFacts(entry);
  return (
    <div className="flex flex-col gap-5 p-4 sm:px-6">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
        {facts.map(({ label, value }) => (
          <div key={label} className="contents">
            <dt className="text-ink-2">{label}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <Changes changes={entry.changes} />
    </div>
  );
}

interface Fact {
  label: string;
  value: string;
}

function useFacts(entry: AuditEntry): Fact[] {
  const { t } = useTranslation(['audit', 'common']);
  const format = useFormat();
  const words = useAuditWords();
  const { actor, apiKeyId, objectType, objectId, sealNo } = entry;
  const facts: { label: string; value: string | null }[] = [
    { label: t('column.at'), value: format.dateTime(entry.at) },
    { label: t('column.actor'), value: words.actor(entry) },
    { label: t('role'), value: actor === null ? null : roleWord(actor.role, t) },
    { label: t('apiKey'), value: apiKeyId === null ? null : String(apiKeyId) },
    { label: t('column.ip'), value: entry.ip },
    { label: t('column.object'), value: words.object(objectType, objectId) },
    { label: t('code'), value: entry.action },
    { label: t('request'), value: entry.requestId },
    { label: t('seal'), value: sealNo === null ? t('sealAwaited') : format.number(sealNo) },
  ];
  return facts.filter((fact): fact is Fact => fact.value !== null);
}

const roles = ['owner', 'admin', 'manager', 'operator', 'viewer', 'master'] as const;

function roleWord(role: string, t: ReturnType<typeof useTranslation<['audit', 'common']>>['t']): string {
  const known = roles.find((one) => one === role);
  return known === undefined ? role : t(`common:role.${known}`);
}

/** What differs, field by field; of personal fields only that they changed. */
function Changes({ changes }: { changes: readonly AuditChange[] }) {
  const { t } = useTranslation('audit');
  const words = useAuditWords();
  if (changes.length === 0) return <p className="text-ink-2">{t('changes.none')}</p>;
  return (
    <section aria-label={t('changes.label')}>
      <h3 className="mb-2 text-12 text-ink-2">{t('changes.label')}</h3>
      <table className="w-full border-collapse text-start">
        <thead className="text-12 text-ink-3">
          <tr>
            <th className="w-1/4 pb-1 text-start font-normal">{t('changes.field')}</th>
            <th className="pb-1 text-start font-normal">{t('changes.before')}</th>
            <th className="w-6">
              <span className="sr-only">→</span>
            </th>
            <th className="pb-1 text-start font-normal">{t('changes.after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.field} className="border-t border-line-subtle align-top">
              <th scope="row" className="py-1.5 pe-3 text-start font-medium break-words">
                {words.field(change.field)}
              </th>
              {change.isPersonal ? <Personal /> : <Values change={change} />}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Personal() {
  const { t } = useTranslation('audit');
  return (
    <td colSpan={3} className="py-1.5 text-ink-2">
      <span className="inline-flex items-center gap-1.5">
        <Icon of={Lock} size={14} />
        {t('changes.personal')}
      </span>
    </td>
  );
}

function Values({ change: { field, before, after } }: { change: AuditChange }) {
  return (
    <>
      <td className="py-1.5 break-words text-ink-2">
        <Value of={before} field={field} />
      </td>
      <td className="py-2 text-ink-3">
        <Icon of={ArrowRight} size={14} />
      </td>
      <td className="py-1.5 font-medium break-words">
        <Value of={after} field={field} />
      </td>
    </>
  );
}

const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

function Value({ of: value, field }: { of: unknown; field: string }) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const text = useTextWords(field);
  if (value === null || value === undefined || value === '') return noValue;
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (typeof value === 'number') return format.number(value);
  if (Array.isArray(value))
    return value.length === 0 ? noValue : value.map((one) => text(String(one))).join(', ');
  return typeof value === 'string' ? text(value) : JSON.stringify(value);
}

/** Times, codes and zones as people say them. */
function useTextWords(field: string): (text: string) => string {
  const words = useAuditWords();
  const format = useFormat();
  const zoneWords = useZoneWords();
  return (text) => {
    if (field === 'timezone') return zoneWords(text);
    if (field === 'permissions') return words.right(text);
    return instant.test(text) ? format.dateTime(text) : words.value(text);
  };
}
