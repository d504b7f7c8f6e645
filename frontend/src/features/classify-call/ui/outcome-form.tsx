import { useQuery } from '@tanstack/react-query';
import { CircleX } from 'lucide-react';
import { dispositionsQuery, useDispositionName } from '@/entities/call';
import type { Call } from '@/entities/call';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Field } from '@/shared/ui/field';
import { Textarea } from '@/shared/ui/input';
import { Select } from '@/shared/ui/select';
import { notify } from '@/shared/ui/toast';
import { useOutcome } from '../model/use-outcome';
import { OutcomeConflict } from './outcome-conflict';

const commentLimit = 2000;

/** Outcome and comment in the card of a call. */
export function OutcomeForm({ call }: { call: Call }) {
  const { t } = useTranslation('calls');
  const { data: dispositions = [] } = useQuery(dispositionsQuery);
  const nameOf = useDispositionName(dispositions);
  const editing = useOutcome({
    call,
    onSaved: () => {
      notify({ kind: 'success', text: t('card.saved') });
    },
  });
  const { value, change } = editing;
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void editing.save();
      }}
    >
      <OutcomeConflict editing={editing} nameOf={nameOf} />
      {editing.error !== null && (
        <Banner hue="danger" icon={CircleX}>
          {problemText(editing.error)}
        </Banner>
      )}
      <Field label={t('card.outcomeName')} reserve={false}>
        <Select
          value={value.disposition ?? ''}
          placeholder={t('card.noOutcome')}
          options={[
            { value: '', label: t('card.noOutcome') },
            ...dispositions.map(({ code }) => ({ value: code, label: nameOf(code) })),
          ]}
          onChange={(code) => {
            change({ disposition: code === '' ? null : code });
          }}
        />
      </Field>
      <Field label={t('card.comment')} reserve={false}>
        <Textarea
          rows={3}
          maxLength={commentLimit}
          placeholder={t('card.commentHint')}
          value={value.comment}
          onChange={(event) => {
            change({ comment: event.target.value });
          }}
        />
      </Field>
      <div>
        <Button type="submit" intent="primary" busy={editing.isSaving} disabled={!editing.isDraft}>
          {t('card.save')}
        </Button>
      </div>
    </form>
  );
}
