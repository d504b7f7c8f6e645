import { CircleX, Trash2 } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import type { ReactNode } from 'react';
import { ApiProblem, problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { useShortcut } from '@/shared/lib/shortcuts';
import type { RecordEditing } from '@/shared/lib/use-record-editing';
import { Banner } from './banner';
import { Button } from './button';
import { ConfirmDialog } from './confirm-dialog';
import { Dialog } from './dialog';
import { RequiredNote } from './field';
import { RecordConflict } from './record-conflict';
import { RecordFields } from './record-fields';
import type { RecordField } from './record-fields';

export interface Removal {
  title: string;
  text: ReactNode;
  /** The verb on both buttons. */
  verb: string;
  remove: () => Promise<void>;
  onRemoved: () => void;
  /** Why it cannot be removed, for refusals with words of their own. */
  refusalText: (problem: ApiProblem) => string | undefined;
}

interface RecordDialogProps {
  title: string;
  description?: ReactNode;
  leading?: ReactNode;
  editing: RecordEditing;
  fields: readonly RecordField[];
  removal?: Removal | undefined;
  /** Under the fields. */
  children?: ReactNode;
  onClose: () => void;
}

/** The form of one row over its list. Closing asks before typed text is lost. */
export function RecordDialog({ onClose, editing, removal, ...shown }: RecordDialogProps) {
  const { t } = useTranslation();
  const formId = useId();
  const [isLeaving, setIsLeaving] = useState(false);
  const close = (): void => {
    if (editing.isDirty()) setIsLeaving(true);
    else onClose();
  };
  return (
    <Dialog
      open
      onClose={close}
      width={640}
      title={shown.title}
      description={shown.description}
      leading={shown.leading}
      footer={
        <>
          {removal !== undefined && <RemoveButton removal={removal} />}
          <span className="ms-auto flex gap-2">
            <Button onClick={close}>{t('action.cancel')}</Button>
            <Button type="submit" form={formId} intent="primary" combo="ctrl+KeyS" busy={editing.isSaving}>
              {editing.isNew ? t('action.create') : t('action.save')}
            </Button>
          </span>
        </>
      }
    >
      <form
        id={formId}
        ref={editing.element}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          editing.submit();
        }}
      >
        <SaveKey onSave={editing.submit} />
        <FirstFocus form={editing.element} />
        <RecordConflict editing={editing} fields={shown.fields} />
        {editing.fault !== null && (
          <div className="mb-4">
            <Banner hue="danger" icon={CircleX}>
              {editing.fault}
            </Banner>
          </div>
        )}
        <RecordFields editing={editing} fields={shown.fields} />
        {shown.children}
        <div className="mt-2">
          <RequiredNote />
        </div>
      </form>
      <ConfirmDialog
        open={isLeaving}
        title={t('record.leaveTitle')}
        text={t('record.leaveText')}
        confirmLabel={t('record.leave')}
        danger
        onConfirm={onClose}
        onClose={() => {
          setIsLeaving(false);
        }}
      />
    </Dialog>
  );
}

/** Puts the cursor where typing begins; the dialog itself would take its cross. */
function FirstFocus({ form }: { form: RecordEditing['element'] }) {
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input')?.focus();
  }, [form]);
  return null;
}

/** Ctrl+S while the dialog is open. */
function SaveKey({ onSave }: { onSave: () => void }) {
  const { t } = useTranslation();
  useShortcut({
    combo: 'ctrl+KeyS',
    label: t('action.save'),
    onPress: (event) => {
      event.preventDefault();
      onSave();
    },
  });
  return null;
}

function RemoveButton({ removal }: { removal: Removal }) {
  const [asked, setAsked] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const remove = async (): Promise<void> => {
    setIsBusy(true);
    setRefusal(null);
    try {
      await removal.remove();
      setAsked(false);
      removal.onRemoved();
    } catch (error) {
      const own = error instanceof ApiProblem ? removal.refusalText(error) : undefined;
      setRefusal(own ?? problemText(error));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <>
      <Button
        intent="danger"
        icon={Trash2}
        onClick={() => {
          setRefusal(null);
          setAsked(true);
        }}
      >
        {`${removal.verb}…`}
      </Button>
      <ConfirmDialog
        open={asked}
        title={removal.title}
        text={<p>{removal.text}</p>}
        confirmLabel={removal.verb}
        danger
        busy={isBusy}
        onConfirm={() => void remove()}
        onClose={() => {
          setAsked(false);
        }}
      >
        {refusal !== null && (
          <Banner hue="danger" icon={CircleX}>
            {refusal}
          </Banner>
        )}
      </ConfirmDialog>
    </>
  );
}
