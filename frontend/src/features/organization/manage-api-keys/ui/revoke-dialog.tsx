import { CircleX } from 'lucide-react';
import type { ApiKey, Whose } from '@/entities/api-key';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { Banner } from '@/shared/ui/banner';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { notify } from '@/shared/ui/toast';
import { useRevokeApiKey } from '../api/api-key-writes';

interface RevokeDialogProps {
  apiKey: Pick<ApiKey, 'id' | 'name'>;
  whose: Whose;
  onClose: () => void;
}

/** Asks before a key is ended for good. */
export function RevokeDialog({ apiKey: { id, name }, whose, onClose }: RevokeDialogProps) {
  const { t } = useTranslation('organization');
  const revoke = useRevokeApiKey(whose);
  return (
    <ConfirmDialog
      open
      danger
      title={t('keys.revokeTitle', { name })}
      text={<p>{t('keys.revokeText')}</p>}
      confirmLabel={t('keys.revoke')}
      busy={revoke.isPending}
      onClose={onClose}
      onConfirm={() => {
        revoke.mutate(id, {
          onSuccess: () => {
            notify({ kind: 'success', text: t('keys.revoked') });
            onClose();
          },
        });
      }}
    >
      {revoke.isError && (
        <Banner hue="danger" icon={CircleX}>
          {problemText(revoke.error)}
        </Banner>
      )}
    </ConfirmDialog>
  );
}
