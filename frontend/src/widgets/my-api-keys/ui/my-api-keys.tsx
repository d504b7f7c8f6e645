import { Plus } from 'lucide-react';
import { useState } from 'react';
import { ApiKeyDialog, ApiKeyList } from '@/features/organization/manage-api-keys';
import { useTranslation } from '@/shared/i18n';
import { Button } from '@/shared/ui/button';

/** One's own keys, a section of a page of one's own that keeps its usual margin. The page loads the texts `organization` and `profile`. */
export function MyApiKeys() {
  const { t } = useTranslation('organization');
  const [isMaking, setIsMaking] = useState(false);
  return (
    <section aria-label={t('keys.mine')} className="-mx-4 sm:-mx-6">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pb-2 sm:px-6">
        <h2 className="text-13 font-semibold">{t('keys.mine')}</h2>
        <span className="text-12 text-ink-3">{t('keys.mineNote')}</span>
        <span className="ms-auto">
          <Button
            icon={Plus}
            onClick={() => {
              setIsMaking(true);
            }}
          >
            {t('keys.create')}
          </Button>
        </span>
      </header>
      <ApiKeyList whose="mine" />
      {isMaking && (
        <ApiKeyDialog
          whose="mine"
          onClose={() => {
            setIsMaking(false);
          }}
        />
      )}
    </section>
  );
}
