import { Copy, Link2, Plus } from 'lucide-react';
import { useNavigate } from 'react-router';
import { callLook, DialLink } from '@/entities/call';
import type { Call } from '@/entities/call';
import { useCan } from '@/entities/session';
import { ClientDataMenu } from '@/features/clients/client-data';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { isDialable, isErasedPhone } from '@/shared/lib/erased-phone';
import { useCopy } from '@/shared/lib/use-copy';
import { Badge } from '@/shared/ui/badge';
import { Button } from '@/shared/ui/button';
import { IconButton } from '@/shared/ui/icon-button';

/** State of the call, beside the title of its card. */
export function CallBadge({ call }: { call: Call }) {
  const { t } = useTranslation('calls');
  const look = callLook(call);
  return (
    <Badge hue={look.hue} icon={look.icon} size="lg">
      {t(`state.${look.word}`)}
    </Badge>
  );
}

/** What one does with a call: dial back, make an order, hand its address on. */
export function CallCardHead({ call }: { call: Call }) {
  const { t } = useTranslation('calls');
  const can = useCan();
  const navigate = useNavigate();
  const copyText = useCopy();
  const copy = (text: string) => () => void copyText(text);
  const { phoneClient } = call;
  return (
    <>
      {isDialable(phoneClient) && <DialLink phone={phoneClient} />}
      {can('orders:create') && can('calls:update') && !isErasedPhone(phoneClient) && (
        <Button size="sm" icon={Plus} onClick={() => void navigate(paths.deskCall(call.id))}>
          {t('card.newOrder')}
        </Button>
      )}
      {isDialable(phoneClient) && (
        <IconButton icon={Copy} label={t('card.copyPhone')} onClick={copy(phoneClient)} />
      )}
      <IconButton
        icon={Link2}
        label={t('card.copyLink')}
        onClick={copy(`${window.location.origin}${paths.call(call.id)}`)}
      />
      <ClientDataMenu phone={phoneClient} />
    </>
  );
}
