import { CircleX, Minus, Plus } from 'lucide-react';
import { useId } from 'react';
import { Link } from 'react-router';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { Field } from '@/shared/ui/field';
import { Icon } from '@/shared/ui/icon';
import { Input, Textarea } from '@/shared/ui/input';
import { useEraseForm } from '../model/use-erase-form';
import type { EraseForm } from '../model/use-erase-form';
import { ErasureDialog } from './erasure-dialog';

interface EraseDialogProps {
  /** E.164 */
  phone: string;
  onClose: () => void;
}

/** Says what will go and what stays, and asks for the number once more; then shows how far it has come. */
export function EraseDialog({ phone, onClose }: EraseDialogProps) {
  const { t } = useTranslation(['clients', 'common']);
  const format = useFormat();
  const id = useId();
  const form = useEraseForm(phone);
  if (form.begun !== null) return <ErasureDialog begun={form.begun} onClose={onClose} />;
  return (
    <Dialog
      open
      width={640}
      onClose={onClose}
      title={t('clients:erase.title', { phone: unbroken(format.phone(phone)) })}
      description={t('clients:erase.forever')}
      footer={
        <div className="ms-auto flex gap-2">
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button type="submit" form={id} intent="danger" disabled={!form.isReady} busy={form.isSending}>
            {t('clients:erase.submit')}
          </Button>
        </div>
      }
    >
      <form
        id={id}
        noValidate
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          form.submit();
        }}
      >
        <InTheWay form={form} />
        <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
          <Consequences kind="goes" />
          <Consequences kind="stays" />
        </div>
        <Field
          label={t('clients:erase.reason')}
          required
          hint={t('clients:erase.reasonHint')}
          error={form.faults.reason}
        >
          <Textarea
            data-first-field
            rows={2}
            maxLength={500}
            value={form.reason}
            onChange={({ target }) => {
              form.setReason(target.value);
            }}
          />
        </Field>
        <Field
          label={t('clients:erase.confirmation')}
          required
          hint={t('clients:erase.confirmationHint', { phone: format.phone(phone) })}
          error={form.faults.confirmation}
        >
          <Input
            type="tel"
            autoComplete="off"
            maxLength={40}
            value={form.confirmation}
            onChange={({ target }) => {
              form.setConfirmation(target.value);
            }}
          />
        </Field>
      </form>
    </Dialog>
  );
}

/** A number that no line breaks. */
const unbroken = (text: string): string => text.replaceAll('-', '\u2011');

/** Why it cannot be done now, with the orders to close. */
function InTheWay({ form: { fault, orderIds } }: { form: EraseForm }) {
  const { t } = useTranslation('clients');
  const format = useFormat();
  if (fault === null) return null;
  return (
    <Banner hue="danger" icon={CircleX}>
      {fault}{' '}
      {orderIds.map((id) => (
        <Link key={id} to={paths.order(id)} className="me-2 whitespace-nowrap">
          {t('erase.order', { order: format.orderNumber(id) })}
        </Link>
      ))}
    </Banner>
  );
}

const lines = {
  goes: ['identity', 'texts', 'audio', 'mentions'],
  stays: ['figures', 'log', 'elsewhere'],
} as const;

function Consequences({ kind }: { kind: keyof typeof lines }) {
  const { t } = useTranslation('clients');
  const goes = kind === 'goes';
  return (
    <section className="text-13">
      <h3 className="mb-1 font-semibold">{t(`erase.${kind}.title`)}</h3>
      <ul className="flex flex-col gap-1">
        {lines[kind].map((line) => (
          <li key={line} className="flex gap-2 text-ink-2">
            <span className={goes ? 'mt-0.5 text-(--danger)' : 'mt-0.5 text-ink-3'}>
              <Icon of={goes ? Minus : Plus} size={14} />
            </span>
            <span>{(t as (key: string) => string)(`erase.${kind}.${line}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
