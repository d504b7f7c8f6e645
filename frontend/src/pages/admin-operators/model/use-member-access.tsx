import { Ban, MonitorSmartphone, ShieldOff, UserCheck } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SeenOperator } from '@/entities/operator';
import { useProfile } from '@/entities/session';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import type { MenuEntry } from '@/shared/ui/dropdown-menu';
import { notify } from '@/shared/ui/toast';
import { useUnblock } from '../api/member-access';
import { BlockDialog, ResetFactorDialog } from '../ui/access-dialogs';
import { SessionsDialog } from '../ui/sessions-dialog';

const dialogs = { sessions: SessionsDialog, block: BlockDialog, resetFactor: ResetFactorDialog } as const;

interface Open {
  dialog: keyof typeof dialogs;
  member: { id: number; name: string; version: number };
}

interface MemberAccess {
  /** Entries of the menu on a person's row. */
  entriesOf: (operator: SeenOperator) => MenuEntry[];
  /** The dialog that one of them has opened. */
  dialog: ReactNode;
}

/** What an admin does with how people get in. An owner is for owners; nobody shuts himself out. */
export function useMemberAccess(): MemberAccess {
  const { t } = useTranslation('organization');
  const { id: ownId, role: ownRole } = useProfile();
  const unblock = useUnblock();
  const [open, setOpen] = useState<Open | null>(null);

  const entriesOf = ({ id, name, role, status, version = 0 }: SeenOperator): MenuEntry[] => {
    if (role === 'owner' && ownRole !== 'owner') return [];
    const member = { id, name, version };
    const opens = (dialog: Open['dialog']) => () => {
      setOpen({ dialog, member });
    };
    const sessions: MenuEntry = {
      kind: 'action',
      label: `${t('member.sessions')}…`,
      icon: MonitorSmartphone,
      onSelect: opens('sessions'),
    };
    if (id === ownId) return [sessions];
    return [
      sessions,
      {
        kind: 'action',
        label: `${t('member.resetFactor')}…`,
        icon: ShieldOff,
        onSelect: opens('resetFactor'),
      },
      status === 'inactive'
        ? { kind: 'action', label: t('member.unblock'), icon: UserCheck, onSelect: letIn(member) }
        : {
            kind: 'action',
            label: `${t('member.block')}…`,
            icon: Ban,
            danger: true,
            onSelect: opens('block'),
          },
    ];
  };
  const letIn = (member: Open['member']) => (): void => {
    unblock.mutate(member, {
      onSuccess: () => {
        notify({ kind: 'success', text: t('member.unblocked', { name: member.name }) });
      },
      onError: (error) => {
        notify({ kind: 'error', text: problemText(error) });
      },
    });
  };
  const Dialog = open && dialogs[open.dialog];
  return {
    entriesOf,
    dialog: open && Dialog && (
      <Dialog
        member={open.member}
        onClose={() => {
          setOpen(null);
        }}
      />
    ),
  };
}
