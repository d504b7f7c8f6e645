import { Plus } from 'lucide-react';
import { ApiKeyDialog, ApiKeyList } from '@/features/organization/manage-api-keys';
import { useTranslation } from '@/shared/i18n';
import { defineUrlState, flagField, useUrlState } from '@/shared/lib/url-state';
import { Button } from '@/shared/ui/button';
import { PageHead } from '@/shared/ui/panel';

const keysUrl = defineUrlState({ add: flagField() });

/** Keys of the organisation and of its people: what each may do, when it was used last, and a way to end it. */
export function AdminApiKeysPage() {
  const { t } = useTranslation('organization');
  const [{ add }, setUrl] = useUrlState(keysUrl);
  return (
    <div className="flex min-h-0 flex-col pb-4 sm:h-full">
      <PageHead
        title={t('keys.title')}
        actions={
          <Button
            intent="primary"
            icon={Plus}
            onClick={() => {
              setUrl({ add: true });
            }}
          >
            {t('keys.create')}
          </Button>
        }
      >
        <span className="text-12 text-ink-3 max-sm:order-last max-sm:w-full">{t('keys.note')}</span>
      </PageHead>
      <ApiKeyList whose="ours" />
      {add && (
        <ApiKeyDialog
          whose="ours"
          onClose={() => {
            setUrl({ add: false });
          }}
        />
      )}
    </div>
  );
}
