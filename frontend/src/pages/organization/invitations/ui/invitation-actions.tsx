import { CircleX, Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useOffersLetter } from '@/entities/invitation';
import type { Invitation, IssuedInvitation } from '@/entities/invitation';
import { useReissue, useRevoke } from '@/features/organization/invite-person';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { Banner } from '@/shared/ui/banner';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { DropdownMenu } from '@/shared/ui/dropdown-menu';
import { IconButton } from '@/shared/ui/icon-button';
import { notify } from '@/shared/ui/toast';

interface InvitationActionsProps {
  invitation: Invitation;
  onIssued: (invitation: IssuedInvitation) => void;
}

/** A new link for who lost his, or the end of an invitation. */
export function InvitationActions({ invitation, onIssued }: InvitationActionsProps) {
  const { t } = useTranslation('invitations');
  const [isAsked, setIsAsked] = useState(false);
  const reissue = useReissue();
  const offersLetter = useOffersLetter();
  const { id, name, status, delivery } = invitation;
  if (status === 'accepted' || status === 'revoked') return null;
  return (
    <>
      <DropdownMenu
        align="end"
        trigger={<IconButton size="sm" icon={Ellipsis} label={t('actions', { name })} />}
        entries={[
          {
            kind: 'action',
            label: delivery === 'email' && offersLetter ? t('resendEmail') : t('resend'),
            disabled: reissue.isPending,
            onSelect: () => {
              reissue.mutate(id, {
                onSuccess: onIssued,
                onError: (error) => {
                  notify({ kind: 'error', text: problemText(error) });
                },
              });
            },
          },
          {
            kind: 'action',
            label: `${t('revoke')}…`,
            danger: true,
            onSelect: () => {
              setIsAsked(true);
            },
          },
        ]}
      />
      {isAsked && (
        <RevokeQuestion
          invitation={invitation}
          onClose={() => {
            setIsAsked(false);
          }}
        />
      )}
    </>
  );
}

function RevokeQuestion({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const { t } = useTranslation('invitations');
  const revoke = useRevoke();
  const { id, name } = invitation;
  return (
    <ConfirmDialog
      open
      danger
      title={t('revokeTitle')}
      text={<p>{t('revokeText', { name })}</p>}
      confirmLabel={t('revoke')}
      busy={revoke.isPending}
      onClose={onClose}
      onConfirm={() => {
        revoke.mutate(id, {
          onSuccess: () => {
            notify({ kind: 'success', text: t('revoked') });
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
