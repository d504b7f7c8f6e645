import { Download } from 'lucide-react';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { Button } from '@/shared/ui/button';
import { Panel } from '@/shared/ui/panel';
import { notify } from '@/shared/ui/toast';
import { useExportOwnData } from '../api/export-own-data';
import type { OwnDataFile } from '../api/export-own-data';

export function MyData() {
  const { t } = useTranslation('security');
  const exportData = useExportOwnData();
  return (
    <Panel title={t('data.title')}>
      <p className="mb-3 max-w-160 text-ink-2">{t('data.text')}</p>
      <Button
        icon={Download}
        busy={exportData.isPending}
        onClick={() => {
          exportData.mutate(undefined, {
            onSuccess: save,
            onError: (error) => {
              notify({ kind: 'error', text: problemText(error) });
            },
          });
        }}
      >
        {t('data.download')}
      </Button>
    </Panel>
  );
}

/** Gives the file to the browser as a download. */
function save({ content, name }: OwnDataFile): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
