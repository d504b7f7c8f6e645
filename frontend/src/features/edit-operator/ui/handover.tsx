import { Copy, KeyRound } from 'lucide-react';
import { useTranslation } from '@/shared/i18n';
import { useCopy } from '@/shared/lib/use-copy';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';

interface HandoverProps {
  login: string;
  password: string;
  isNew: boolean;
  onClose: () => void;
}

/** Login and password to hand over. They are shown once: the server keeps no password that could be read. */
export function Handover({ login, password, isNew, onClose }: HandoverProps) {
  const { t } = useTranslation(['admin', 'common']);
  const copy = useCopy();
  return (
    <Dialog
      open
      onClose={onClose}
      title={isNew ? t('operator.created') : t('operator.passwordSet')}
      footer={
        <span className="ms-auto flex gap-2">
          <Button icon={Copy} onClick={() => void copy(`${login}\n${password}`)}>
            {t('operator.copyBoth')}
          </Button>
          <Button intent="primary" onClick={onClose}>
            {t('operator.handedOver')}
          </Button>
        </span>
      }
    >
      <div className="flex flex-col gap-4">
        <Banner hue="warning" icon={KeyRound}>
          {t('operator.shownOnce')}
        </Banner>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2">
          <dt className="text-ink-2">{t('operator.login')}</dt>
          <dd className="font-mono break-all">{login}</dd>
          <dt className="text-ink-2">{t('operator.password')}</dt>
          <dd className="font-mono break-all">{password}</dd>
        </dl>
      </div>
    </Dialog>
  );
}
