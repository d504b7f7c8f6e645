import { Copy, KeyRound, Mail } from 'lucide-react';
import type { IssuedInvitation } from '@/entities/invitation';
import { useTranslation } from '@/shared/i18n';
import { useCopy } from '@/shared/lib/use-copy';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';

interface IssuedDialogProps {
  invitation: IssuedInvitation;
  onClose: () => void;
}

/** What became of an invitation: a letter on its way, or the link, this once. */
export function IssuedDialog({ invitation, onClose }: IssuedDialogProps) {
  const { t } = useTranslation(['invitations', 'common']);
  const copy = useCopy();
  const { link, email } = invitation;
  if (link === null) {
    return (
      <Dialog
        open
        onClose={onClose}
        title={t('sentTitle')}
        footer={
          <span className="ms-auto">
            <Button intent="primary" onClick={onClose}>
              {t('common:action.close')}
            </Button>
          </span>
        }
      >
        <Banner hue="success" icon={Mail}>
          {t('sentText', { email: email ?? '' })}
        </Banner>
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('linkTitle')}
      footer={
        <span className="ms-auto flex gap-2">
          <Button icon={Copy} onClick={() => void copy(link)}>
            {t('copyLink')}
          </Button>
          <Button intent="primary" onClick={onClose}>
            {t('handedOver')}
          </Button>
        </span>
      }
    >
      <div className="flex flex-col gap-4">
        <Banner hue="warning" icon={KeyRound}>
          {t('linkOnce')}
        </Banner>
        <p className="rounded-md bg-sunken p-3 font-mono text-12 break-all select-all">{link}</p>
      </div>
    </Dialog>
  );
}
