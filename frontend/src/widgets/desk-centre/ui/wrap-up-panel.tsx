import { useQuery } from '@tanstack/react-query';
import { CircleX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { dispositionsQuery, useDispositionName } from '@/entities/call';
import { LinkedOrder } from '@/entities/order';
import type { Call } from '@/entities/call';
import { useProfile } from '@/entities/session';
import { OutcomeConflict, OutcomeGrid, useOutcome } from '@/features/classify-call';
import type { OutcomeEditing } from '@/features/classify-call';
import { useSetWorkState } from '@/features/work-state';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { useShortcut } from '@/shared/lib/shortcuts';
import { useFormat } from '@/shared/lib/use-format';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Field } from '@/shared/ui/field';
import { Textarea } from '@/shared/ui/input';
import { KeyCap } from '@/shared/ui/key-cap';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { notify } from '@/shared/ui/toast';

const commentLimit = 2000;
const orderCode = 'order';

interface WrapUpPanelProps {
  call: Call;
  /** The outcome is saved, or put off. */
  onDone: () => void;
}

/** How the call ended: one key for the outcome, one to save it and be ready for the next. */
export function WrapUpPanel({ call, onDone }: WrapUpPanelProps) {
  const { t } = useTranslation(['calls', 'common']);
  const format = useFormat();
  const { statusWork, statusWorkNext } = useProfile();
  const dispositions = useQuery(dispositionsQuery);
  const nameOf = useDispositionName(dispositions.data);
  const setState = useSetWorkState();
  const next = useRef<'online' | 'break' | null>(null);
  const order = call.orders.findLast(({ isFromCall }) => isFromCall);
  const editing = useOutcome({
    call,
    suggested: order === undefined ? null : orderCode,
    onSaved: (saved) => {
      if (saved.disposition !== null)
        notify({ kind: 'success', text: t('calls:wrap.saved', { outcome: nameOf(saved.disposition) }) });
      // What was chosen during the call follows by itself.
      if (next.current !== null && statusWork === 'wrap_up' && statusWorkNext === null)
        setState.mutate(next.current);
      onDone();
    },
  });
  const { save, isMissing } = useConfirmed(editing);
  const saveAnd = (then: 'online' | 'break' | null): void => {
    next.current = then;
    save();
  };
  const ready = (): void => {
    saveAnd('online');
  };
  useShortcut({ combo: 'ctrl+Enter', label: t('calls:wrap.save'), group: 'wrapUp', onPress: ready });
  return (
    <form
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        ready();
      }}
    >
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4 pt-1 pb-4">
        <div className="flex items-center gap-2">
          <h3 className="font-semibold">{t('calls:wrap.question')}</h3>
          <p className="ms-auto flex items-center gap-1 text-12 text-ink-3 pointer-coarse:hidden">
            {t('calls:wrap.hintDigit')} <KeyCap combo="Enter" /> {t('calls:wrap.hintConfirm')}
          </p>
        </div>
        <OutcomeConflict editing={editing} nameOf={nameOf} />
        {editing.error !== null && (
          <Banner hue="danger" icon={CircleX}>
            {problemText(editing.error)}
          </Banner>
        )}
        {dispositions.data === undefined ? (
          <SkeletonLines lines={6} />
        ) : (
          <OutcomeGrid
            dispositions={dispositions.data}
            nameOf={nameOf}
            value={editing.value.disposition}
            onChange={(disposition) => {
              editing.change({ disposition });
            }}
            fact={
              order && {
                code: orderCode,
                text: t('calls:wrap.byFact', { order: format.orderNumber(order.id) }),
              }
            }
          />
        )}
        <Field label={t('calls:wrap.note')} reserve={false}>
          <Textarea
            rows={3}
            maxLength={commentLimit}
            placeholder={t('calls:wrap.notePlaceholder')}
            value={editing.value.comment}
            onChange={(event) => {
              editing.change({ comment: event.target.value });
            }}
          />
        </Field>
        {order !== undefined && (
          <div className="rounded-lg border border-line-subtle bg-sunken px-3 py-2.5">
            <LinkedOrder order={order} />
          </div>
        )}
      </div>
      <footer className="flex flex-wrap items-center gap-2 border-t border-line-subtle px-4 py-3">
        <Button intent="ghost" onClick={onDone}>
          {t('calls:wrap.later')}
        </Button>
        <p role="alert" className="ms-auto text-danger">
          {isMissing && t('calls:wrap.choose')}
        </p>
        {statusWork === 'wrap_up' && statusWorkNext === null && (
          <Button
            onClick={() => {
              saveAnd('break');
            }}
          >
            {t('calls:wrap.saveBreak')}
          </Button>
        )}
        <span className="max-sm:grid max-sm:basis-full">
          <Button type="submit" intent="primary" size="lg" combo="ctrl+Enter" busy={editing.isSaving}>
            {statusWork === 'wrap_up' ? t('calls:wrap.save') : t('calls:wrap.saveOnly')}
          </Button>
        </span>
      </footer>
    </form>
  );
}

/** Saves once an outcome is chosen, and says so while it is not. */
function useConfirmed({ value, save }: OutcomeEditing): { save: () => void; isMissing: boolean } {
  const [isAsked, setAsked] = useState(false);
  const isMissing = isAsked && value.disposition === null;
  useEffect(() => {
    if (value.disposition !== null) setAsked(false);
  }, [value.disposition]);
  return {
    isMissing,
    save: () => {
      setAsked(true);
      if (value.disposition !== null) void save();
    },
  };
}
