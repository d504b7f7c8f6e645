import { CircleX } from 'lucide-react';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { Banner } from '@/shared/ui/banner';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { notify } from '@/shared/ui/toast';
import { useSetSuspended } from '../api/organizations.queries';
import type { Organization } from '../api/organizations.queries';

interface SuspendDialogProps {
  organization: Pick<Organization, 'id' | 'name'>;
  onClose: () => void;
}

/** Asks before everybody of an organisation is signed out. */
export function SuspendDialog({ organization: { id, name }, onClose }: SuspendDialogProps) {
  const { t } = useTranslation('organization');
  const suspend = useSetSuspended('suspend');
  return (
    <ConfirmDialog
      open
      danger
      title={t('platform.suspendTitle', { name })}
      text={<p>{t('platform.suspendText')}</p>}
      confirmLabel={t('platform.suspend')}
      busy={suspend.isPending}
      onClose={onClose}
      onConfirm={() => {
        suspend.mutate(id, {
          onSuccess: () => {
            notify({ kind: 'success', text: t('platform.isSuspended', { name }) });
            onClose();
          },
        });
      }}
    >
      {suspend.isError && (
        <Banner hue="danger" icon={CircleX}>
          {problemText(suspend.error)}
        </Banner>
      )}
    </ConfirmDialog>
  );
}
