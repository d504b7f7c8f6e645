import { CircleX, GitBranch } from 'lucide-react';
import { useOrderWords } from '@/entities/order';
import type { Order, OrderStatusCode } from '@/entities/order';
import { useCityZone } from '@/entities/reference-list';
import { useTranslation } from '@/shared/i18n';
import { dayIn } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/use-format';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { DatePicker } from '@/shared/ui/date-picker';
import { Dialog } from '@/shared/ui/dialog';
import { Field } from '@/shared/ui/field';
import { Input, Textarea } from '@/shared/ui/input';
import { previewMoney } from '../model/money';
import { useStatusForm } from '../model/use-status-form';
import type { StatusForm } from '../model/use-status-form';

interface StatusDialogProps {
  order: Order;
  status: OrderStatusCode;
  onClose: () => void;
}

const longest = 2000;

/** What a step needs to be told: a reason, sums with what they come to, or the day the device is promised for. */
export function StatusDialog({ order, status, onClose }: StatusDialogProps) {
  const { t } = useTranslation(['orders', 'common']);
  const format = useFormat();
  const timeZone = useCityZone()(order.city) ?? format.timeZone;
  const form = useStatusForm({ order, status, timeZone, onDone: onClose });
  const isRefusal = status === 'refused' || status === 'not_an_order';
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`orders:stepTitle.${status}`)}
      description={t('orders:stepOf', {
        order: format.orderNumber(order.id),
        client: useOrderWords()(order).client,
      })}
      footer={
        <div className="ms-auto flex gap-2">
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button intent={isRefusal ? 'danger' : 'primary'} busy={form.isSending} onClick={form.submit}>
            {t(`orders:stepDo.${status}`)}
          </Button>
        </div>
      }
    >
      <form
        className="flex flex-col gap-2"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          form.submit();
        }}
      >
        <Failure form={form} order={order} />
        {status === 'completed' && <MoneyFields form={form} />}
        {status === 'workshop' && <WorkshopFields form={form} timeZone={timeZone} />}
        {(isRefusal || status === 'new') && <ReasonField form={form} required={isRefusal} />}
        {form.isSlotFull && order.abilities.overbook && <ForceField form={form} />}
      </form>
    </Dialog>
  );
}

function Failure({ form, order }: { form: StatusForm; order: Order }) {
  const { t } = useTranslation('orders');
  if (form.isStale)
    return (
      <Banner hue="warning" icon={GitBranch} title={t('conflict.title')}>
        {t('conflict.status', { status: t(`status.${order.statusOrder}`) })}
      </Banner>
    );
  if (form.fault === null) return null;
  return (
    <Banner hue="danger" icon={CircleX}>
      {form.isSlotFull ? t('slots.reopenFull') : form.fault}
    </Banner>
  );
}

function MoneyFields({ form }: { form: StatusForm }) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const preview = previewMoney(form.values.result, form.values.expenditure);
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        {(['result', 'expenditure'] as const).map((name) => (
          <Field key={name} label={t(`field.${name}`)} required error={form.faults[name]}>
            <Input
              numeric
              inputMode="decimal"
              autoComplete="off"
              value={form.values[name]}
              onChange={({ target }) => {
                form.change({ [name]: target.value });
              }}
            />
          </Field>
        ))}
      </div>
      <dl className="grid grid-cols-2 gap-3 rounded-md bg-sunken p-3" aria-live="polite">
        {(['clean', 'masterChange'] as const).map((name) => (
          <div key={name}>
            <dt className="text-12 text-ink-3">{t(`field.${name}`)}</dt>
            <dd className="text-16">{preview === null ? '—' : format.money(preview[name])}</dd>
          </div>
        ))}
      </dl>
      <p className="text-12 text-ink-2">{t('money.rule')}</p>
    </>
  );
}

function WorkshopFields({ form, timeZone }: { form: StatusForm; timeZone: string }) {
  const { t } = useTranslation('orders');
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t('field.closeDay')} required error={form.faults.closeDay}>
          <DatePicker
            value={form.values.closeDay}
            timeZone={timeZone}
            min={dayIn(timeZone)}
            onChange={(closeDay) => {
              form.change({ closeDay });
            }}
          />
        </Field>
        <Field label={t('field.prepayment')} error={form.faults.prepayment}>
          <Input
            numeric
            inputMode="decimal"
            autoComplete="off"
            value={form.values.prepayment}
            onChange={({ target }) => {
              form.change({ prepayment: target.value });
            }}
          />
        </Field>
      </div>
      <Field label={t('field.comment')} error={form.faults.comment}>
        <Textarea
          maxLength={longest}
          value={form.values.comment}
          onChange={({ target }) => {
            form.change({ comment: target.value });
          }}
        />
      </Field>
    </>
  );
}

function ReasonField({ form, required }: { form: StatusForm; required: boolean }) {
  const { t } = useTranslation('orders');
  return (
    <Field label={t('field.reason')} required={required} error={form.faults.reason}>
      <Textarea
        maxLength={longest}
        value={form.values.reason}
        onChange={({ target }) => {
          form.change({ reason: target.value });
        }}
      />
    </Field>
  );
}

function ForceField({ form }: { form: StatusForm }) {
  const { t } = useTranslation('orders');
  return (
    <Field label={t('field.forceReason')} hint={t('slots.forceHint')} error={form.faults.forceReason}>
      <Input
        maxLength={longest}
        value={form.values.forceReason}
        onChange={({ target }) => {
          form.change({ forceReason: target.value });
        }}
      />
    </Field>
  );
}
