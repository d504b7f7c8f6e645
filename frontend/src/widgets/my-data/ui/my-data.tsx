import { Download } from 'lucide-react';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { saveFile } from '@/shared/lib/save-file';
import { Button } from '@/shared/ui/button';
import { Panel } from '@/shared/ui/panel';
import { notify } from '@/shared/ui/toast';
import { useExportOwnData } from '../api/export-own-data';

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
            onSuccess: saveFile,
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
