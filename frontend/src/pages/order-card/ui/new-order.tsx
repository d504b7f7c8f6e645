import { useProfile } from '@/entities/session';
import { OrderForm } from '@/features/order-form';
import { useTranslation } from '@/shared/i18n';
import { draftKey } from '@/shared/lib/drafts';
import { Drawer } from '@/shared/ui/drawer';
import type { TypeEquipment } from '@/entities/order';

interface NewOrderProps {
  slot: { newCity: string; newAt: string; newType: TypeEquipment | null };
  onClose: () => void;
  onCreated: (orderId: number) => void;
}

/** The form of an order that no call brought. Closing keeps what is typed as a draft. */
export function NewOrder({ slot, onClose, onCreated }: NewOrderProps) {
  const { t } = useTranslation('orders');
  const profile = useProfile();
  return (
    <Drawer onClose={onClose} title={t('form.title')}>
      <div ref={focusFirstField} className="h-full">
        <OrderForm
          titled={false}
          draftKey={draftKey(profile.id, 'order', 'new')}
          pinned={{
            ...(slot.newCity === '' ? {} : { city: slot.newCity }),
            ...(slot.newAt === '' ? {} : { dateMeeting: slot.newAt }),
            ...(slot.newType === null ? {} : { typeEquipment: slot.newType }),
          }}
          prefill={{ phone: '' }}
          onCancel={onClose}
          onCreated={({ id }) => {
            onCreated(id);
          }}
        />
      </div>
    </Drawer>
  );
}

/** Typing can begin at once; on a touch screen that would only throw up the keyboard. */
function focusFirstField(box: HTMLElement | null): void {
  if (window.matchMedia('(pointer: fine)').matches) box?.querySelector<HTMLElement>('input')?.focus();
}
