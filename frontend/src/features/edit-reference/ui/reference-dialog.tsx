import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '@/shared/i18n';
import { useRecordEditing } from '@/shared/lib/use-record-editing';
import type { RecordValues } from '@/shared/lib/use-record-editing';
import { Dialog } from '@/shared/ui/dialog';
import { ErrorState } from '@/shared/ui/error-state';
import { RecordDialog } from '@/shared/ui/record-dialog';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { notify } from '@/shared/ui/toast';
import { referenceRowQuery, useRemoveReference, useSaveReference } from '../api/reference.queries';
import type { ReferenceDraft, ReferencePath, ReferenceRow } from '../api/reference.queries';
import type { ReferenceBook } from '../model/reference-book';

interface FormProps<Path extends ReferencePath> {
  book: ReferenceBook<Path>;
  row: ReferenceRow<Path> | null;
  /** Written into a new row's form beforehand. */
  prefill?: RecordValues;
  onSaved?: ((row: ReferenceRow<Path>) => void) | undefined;
  onClose: () => void;
}

/** The form of a new row, or of one that is at hand. */
export function ReferenceForm<Path extends ReferencePath>(props: FormProps<Path>) {
  const { book, row, prefill, onSaved, onClose } = props;
  const { t } = useTranslation();
  const save = useSaveReference(book.path);
  const remove = useRemoveReference(book.path);
  const editing = useRecordEditing<ReferenceRow<Path>>({
    row,
    toValues: (of) => ({ ...book.toValues(of), ...(of === null ? prefill : {}) }),
    save: (values, { row: base, changed }) => {
      const draft = book.toDraft(values);
      return save.mutateAsync({ row: base, body: base === null ? draft : onlyChanged(draft, changed) });
    },
    onSaved: (saved) => {
      notify({ kind: 'success', text: t('state.saved') });
      onClose();
      onSaved?.(saved);
    },
    refusalText: ({ code }) => (code === 'in_use' ? book.words.inUse : undefined),
  });
  return (
    <RecordDialog
      title={row === null ? book.words.add : book.nameOf(row)}
      editing={editing}
      fields={book.fields}
      onClose={onClose}
      removal={
        row === null
          ? undefined
          : {
              title: t('record.removeTitle', { name: book.nameOf(row) }),
              text: t('record.removeText'),
              verb: t('action.delete'),
              remove: () => remove.mutateAsync(row.id),
              onRemoved: () => {
                notify({ kind: 'success', text: t('record.removed', { name: book.nameOf(row) }) });
                onClose();
              },
              refusalText: ({ code }) => (code === 'in_use' ? book.words.inUse : undefined),
            }
      }
    />
  );
}

/** The form of a row known by its id: it is fetched, and shown before that as far as the list knows it. */
export function ReferenceFormById<Path extends ReferencePath>({
  id,
  known,
  ...form
}: Omit<FormProps<Path>, 'row'> & { id: number; known: ReferenceRow<Path> | undefined }) {
  const { book, onClose } = form;
  const row = useQuery(referenceRowQuery(book.path, id));
  const shown = row.data ?? known;
  if (shown !== undefined) return <ReferenceForm {...form} row={shown} />;
  return (
    <Dialog open onClose={onClose} title={book.words.title} width={640}>
      {row.isError ? (
        <ErrorState error={row.error} onRetry={() => void row.refetch()} retrying={row.isFetching} />
      ) : (
        <SkeletonLines />
      )}
    </Dialog>
  );
}

function onlyChanged<Path extends ReferencePath>(
  draft: ReferenceDraft<Path>,
  changed: ReadonlySet<string>,
): Partial<ReferenceDraft<Path>> {
  return Object.fromEntries(Object.entries(draft).filter(([name]) => changed.has(name))) as Partial<
    ReferenceDraft<Path>
  >;
}
