import { RefreshCw, RotateCw } from 'lucide-react';
import { useTranslation } from '@/shared/i18n';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';

/** A page that failed to draw. After an update its code may be gone from the server: then a reload is all it takes. */
export function CrashPage({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const outdated = isMissingCode(error);
  const title = outdated ? t('page.outdatedTitle') : t('page.crashTitle');
  return (
    <div role="alert" className="grid h-full place-items-center">
      <h1 className="sr-only">{title}</h1>
      <EmptyState
        icon={outdated ? RefreshCw : RotateCw}
        {...(outdated ? {} : { hue: 'danger' as const })}
        title={title}
        text={outdated ? t('page.outdatedText') : t('page.crashText')}
        actions={
          <Button
            intent="primary"
            onClick={() => {
              window.location.reload();
            }}
          >
            {t('page.reload')}
          </Button>
        }
      />
    </div>
  );
}

/** Browsers name a failed dynamic import each in their own words. */
function isMissingCode(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    /dynamically imported module|module script|Importing a module/i.test(error.message)
  );
}
