import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isWholeOperator, operatorQuery } from '@/entities/operator';
import type { Operator } from '@/entities/operator';
import { useProfile } from '@/entities/session';
import type { ApiProblem } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { useRecordEditing } from '@/shared/lib/use-record-editing';
import { Avatar } from '@/shared/ui/avatar';
import { Dialog } from '@/shared/ui/dialog';
import { ErrorState } from '@/shared/ui/error-state';
import { RecordDialog } from '@/shared/ui/record-dialog';
import type { Removal } from '@/shared/ui/record-dialog';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { notify } from '@/shared/ui/toast';
import { useRemoveOperator, useSaveOperator } from '../api/operator-writes';
import { toDraft, toNewDraft, toValues } from '../model/operator-values';
import { useOperatorFields } from '../model/use-operator-fields';
import { Handover } from './handover';

interface OperatorDialogProps {
  /** Null for a new person. */
  id: number | null;
  onClose: () => void;
}

/** The form of a person, fetched anew so that it starts from what the server holds. */
export function OperatorDialog({ id, onClose }: OperatorDialogProps) {
  const { t } = useTranslation('admin');
  const operator = useQuery({ ...operatorQuery(id ?? 0), enabled: id !== null });
  if (id === null) return <OperatorForm row={null} onClose={onClose} />;
  const { data } = operator;
  if (data !== undefined && isWholeOperator(data)) {
    return <OperatorForm key={data.id} row={data} onClose={onClose} />;
  }
  return (
    <Dialog open onClose={onClose} title={t('operator.title')} width={640}>
      {operator.isError ? (
        <ErrorState
          error={operator.error}
          onRetry={() => void operator.refetch()}
          retrying={operator.isFetching}
        />
      ) : (
        <SkeletonLines />
      )}
    </Dialog>
  );
}

interface FormProps {
  row: Operator | null;
  onClose: () => void;
}

function OperatorForm({ row, onClose }: FormProps) {
  const { t } = useTranslation(['admin', 'common']);
  const format = useFormat();
  const save = useSaveOperator();
  const removal = useRemoval(row, onClose);
  const refusalText = useRefusalText();
  const [handover, setHandover] = useState<{ login: string; password: string } | null>(null);
  const editing = useRecordEditing<Operator>({
    row,
    toValues,
    save: (values, { row: base, changed }) =>
      save.mutateAsync({ row: base, draft: base === null ? toNewDraft(values) : toDraft(values), changed }),
    onSaved: ({ login }) => {
      const password = editing.form.getValues('password');
      notify({ kind: 'success', text: t('common:state.saved') });
      if (typeof password === 'string' && password !== '') setHandover({ login, password });
      else onClose();
    },
    refusalText,
  });
  const typed = (field: string): string => {
    const value = editing.form.watch(field);
    return typeof value === 'string' ? value : '';
  };
  const fields = useOperatorFields(row, {
    role: typed('role'),
    name: typed('name'),
    login: typed('login'),
  });
  if (handover !== null) return <Handover {...handover} isNew={row === null} onClose={onClose} />;
  return (
    <RecordDialog
      title={row?.name ?? t('operator.add')}
      {...(row === null
        ? {}
        : {
            leading: <Avatar name={row.name} size="lg" own />,
            description: t('operator.since', { day: format.day(format.dayOf(row.dateCreate)) }),
          })}
      editing={editing}
      fields={fields}
      removal={removal}
      onClose={onClose}
    />
  );
}

function useRefusalText(): (problem: ApiProblem) => string | undefined {
  const { t } = useTranslation('admin');
  return ({ code }) => {
    if (code === 'in_use') return t('operator.inUse');
    return code === 'forbidden' ? t('operator.forbidden') : undefined;
  };
}

function useRemoval(row: Operator | null, onClose: () => void): Removal | undefined {
  const { t } = useTranslation(['admin', 'common']);
  const remove = useRemoveOperator();
  const { id: ownId } = useProfile();
  const refusalText = useRefusalText();
  if (row === null || row.id === ownId) return undefined;
  const { id, name } = row;
  return {
    title: t('operator.removeTitle', { name }),
    text: t('operator.removeText'),
    verb: t('common:action.delete'),
    remove: async () => {
      const outcome = await remove.mutateAsync(id);
      const text =
        outcome === 'removed' ? t('operator.removed', { name }) : t('operator.deactivated', { name });
      notify({ kind: 'success', text });
    },
    onRemoved: onClose,
    refusalText,
  };
}
