import { CloudOff, RotateCw } from 'lucide-react';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { Banner } from './banner';
import { Button } from './button';

interface ErrorNoteProps {
  error: unknown;
  /** What did not load. */
  title?: string;
  onRetry: () => void;
  retrying: boolean;
}

/** A part of a page that did not load, in one line, so that the rest keeps its place. */
export function ErrorNote({ error, title, onRetry, retrying }: ErrorNoteProps) {
  const { t } = useTranslation();
  return (
    <Banner
      hue="danger"
      icon={CloudOff}
      title={title}
      action={
        <Button size="sm" icon={RotateCw} busy={retrying} onClick={onRetry}>
          {t('action.retryNow')}
        </Button>
      }
    >
      {problemText(error)}
    </Banner>
  );
}
