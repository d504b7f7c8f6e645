import { Plus } from 'lucide-react';
import { useState } from 'react';
import { ApiKeyDialog, ApiKeyList } from '@/features/organization/manage-api-keys';
import { useTranslation } from '@/shared/i18n';
import { Button } from '@/shared/ui/button';
import { Panel } from '@/shared/ui/panel';

/** One's own keys. The page loads the texts `organization` and `profile`. */
export function MyApiKeys() {
  const { t } = useTranslation('organization');
  const [isMaking, setIsMaking] = useState(false);
  return (
    <Panel
      flush
      title={t('keys.mine')}
      note={t('keys.mineNote')}
      actions={
        <Button
          size="sm"
          icon={Plus}
          onClick={() => {
            setIsMaking(true);
          }}
        >
          {t('keys.create')}
        </Button>
      }
    >
      <ApiKeyList whose="mine" />
      {isMaking && (
        <ApiKeyDialog
          whose="mine"
          onClose={() => {
            setIsMaking(false);
          }}
        />
      )}
    </Panel>
  );
}
