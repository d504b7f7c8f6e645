import { Copy, KeyRound } from 'lucide-react';
import { useTranslation } from '@/shared/i18n';
import { useCopy } from '@/shared/lib/use-copy';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';

/** The key to be copied. It is shown once: the server keeps no key that could be read. */
export function NewKey({ token, onClose }: { token: string; onClose: () => void }) {
  const { t } = useTranslation('organization');
  const copy = useCopy();
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('keys.created')}
      footer={
        <span className="ms-auto flex flex-wrap justify-end gap-2">
          <Button icon={Copy} onClick={() => void copy(token)}>
            {t('keys.copy')}
          </Button>
          <Button intent="primary" onClick={onClose}>
            {t('keys.done')}
          </Button>
        </span>
      }
    >
      <div className="flex flex-col gap-4">
        <Banner hue="warning" icon={KeyRound}>
          {t('keys.shownOnce')}
        </Banner>
        <code className="rounded-md bg-sunken p-3 font-mono text-13 break-all">{token}</code>
      </div>
    </Dialog>
  );
}
