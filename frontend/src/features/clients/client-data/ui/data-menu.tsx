import { Download, UserRoundCog, UserRoundX } from 'lucide-react';
import { useCan } from '@/entities/session';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { saveFile } from '@/shared/lib/save-file';
import { DropdownMenu } from '@/shared/ui/dropdown-menu';
import type { MenuEntry } from '@/shared/ui/dropdown-menu';
import { IconButton } from '@/shared/ui/icon-button';
import { notify } from '@/shared/ui/toast';
import { useExportClient } from '../api/export-client';
import { EraseDialog } from './erase-dialog';

interface DataMenuProps {
  /** E.164 */
  phone: string;
  isErasing: boolean;
  onErase: (isErasing: boolean) => void;
}

export function DataMenu({ phone, isErasing, onErase }: DataMenuProps) {
  const { t } = useTranslation('clients');
  const can = useCan();
  const exportClient = useExportClient();
  const download = (): void => {
    exportClient.mutate(phone, {
      onSuccess: (file) => {
        saveFile(file);
        notify({ kind: 'success', text: t('export.done', { name: file.name }) });
      },
      onError: (error) => {
        notify({ kind: 'error', text: problemText(error) });
      },
    });
  };
  const entries: (MenuEntry | false)[] = [
    { kind: 'head', content: t('menu') },
    can('clients:export') && {
      kind: 'action',
      label: t('export.action'),
      icon: Download,
      disabled: exportClient.isPending,
      onSelect: download,
    },
    can('clients:erase') && {
      kind: 'action',
      label: t('erase.action'),
      icon: UserRoundX,
      danger: true,
      onSelect: () => {
        onErase(true);
      },
    },
  ];
  return (
    <>
      <DropdownMenu
        align="end"
        trigger={<IconButton icon={UserRoundCog} label={t('menu')} />}
        entries={entries.filter((entry) => entry !== false)}
      />
      {isErasing && (
        <EraseDialog
          phone={phone}
          onClose={() => {
            onErase(false);
          }}
        />
      )}
    </>
  );
}
