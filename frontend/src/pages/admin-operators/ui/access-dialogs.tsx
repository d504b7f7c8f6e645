import { CircleX } from 'lucide-react';
import { ApiProblem, problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { Banner } from '@/shared/ui/banner';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { notify } from '@/shared/ui/toast';
import { useBlock, useResetSecondFactor } from '../api/member-access';

interface MemberProps {
  member: { id: number; name: string; version: number };
  onClose: () => void;
}

/** Asks before a person can sign in no more. */
export function BlockDialog({ member, onClose }: MemberProps) {
  const { t } = useTranslation('organization');
  const block = useBlock();
  const { name } = member;
  return (
    <ConfirmDialog
      open
      danger
      title={t('member.blockTitle', { name })}
      text={<p>{t('member.blockText')}</p>}
      confirmLabel={t('member.block')}
      busy={block.isPending}
      onClose={onClose}
      onConfirm={() => {
        block.mutate(member, { onSuccess: done(t('member.blocked', { name }), onClose) });
      }}
    >
      <Refusal error={block.error} />
    </ConfirmDialog>
  );
}

/** Asks before the second factor of a person is taken off. */
export function ResetFactorDialog({ member: { id, name }, onClose }: MemberProps) {
  const { t } = useTranslation('organization');
  const reset = useResetSecondFactor();
  return (
    <ConfirmDialog
      open
      danger
      title={t('member.resetFactorTitle', { name })}
      text={<p>{t('member.resetFactorText')}</p>}
      confirmLabel={t('member.resetFactor')}
      busy={reset.isPending}
      onClose={onClose}
      onConfirm={() => {
        reset.mutate(id, { onSuccess: done(t('member.factorReset', { name }), onClose) });
      }}
    >
      <Refusal error={reset.error} inUse={t('member.noFactor')} />
    </ConfirmDialog>
  );
}

const done = (text: string, onClose: () => void) => (): void => {
  notify({ kind: 'success', text });
  onClose();
};

/** Why it was not done; `inUse` are the words for a row that stands in the way. */
function Refusal({ error, inUse }: { error: Error | null; inUse?: string }) {
  const { t } = useTranslation('organization');
  if (error === null) return null;
  const code = error instanceof ApiProblem ? error.code : '';
  const words = code === 'in_use' ? inUse : code === 'forbidden' ? t('member.notYours') : undefined;
  return (
    <Banner hue="danger" icon={CircleX}>
      {words ?? problemText(error)}
    </Banner>
  );
}
