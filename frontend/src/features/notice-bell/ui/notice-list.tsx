import { useQuery } from '@tanstack/react-query';
import { BellOff } from 'lucide-react';
import { Link } from 'react-router';
import { noticesQuery, useNoticeText, useReadNotices } from '@/entities/notice';
import type { Notice } from '@/entities/notice';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { SkeletonLines } from '@/shared/ui/skeleton';

/** The newest notices; a press marks one as read. */
export function NoticeList() {
  const { t } = useTranslation(['security', 'common']);
  const { data, error, refetch, isFetching } = useQuery(noticesQuery);
  const read = useReadNotices();
  if (data === undefined && error !== null)
    return <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  if (data === undefined) return <SkeletonLines />;
  const hasUnread = data.some(({ readAt }) => readAt === null);
  return (
    <div className="flex max-h-[min(480px,70dvh)] flex-col">
      <header className="flex min-h-10 items-center gap-2 ps-2">
        <h2 className="font-semibold">{t('common:shell.notifications')}</h2>
        {hasUnread && (
          <span className="ms-auto">
            <Button
              size="sm"
              intent="ghost"
              busy={read.isPending}
              onClick={() => {
                read.mutate('all');
              }}
            >
              {t('notice.readAll')}
            </Button>
          </span>
        )}
      </header>
      {data.length === 0 ? (
        <EmptyState icon={BellOff} title={t('notice.none')} />
      ) : (
        <ul className="min-h-0 flex-1 overflow-y-auto">
          {data.map((notice) => (
            <NoticeRow
              key={notice.id}
              notice={notice}
              onRead={() => {
                read.mutate(notice.id);
              }}
            />
          ))}
        </ul>
      )}
      <footer className="border-t border-line-subtle px-2 pt-2 pb-1">
        <Link to={paths.mySecurity} className="text-12 text-brand-text underline-offset-2 hover:underline">
          {t('notice.toSecurity')}
        </Link>
      </footer>
    </div>
  );
}

function NoticeRow({ notice, onRead }: { notice: Notice; onRead: () => void }) {
  const { t } = useTranslation('security');
  const format = useFormat();
  const text = useNoticeText();
  const isNew = notice.readAt === null;
  const content = (
    <>
      <span
        aria-hidden
        className={`mt-1.5 size-2 shrink-0 rounded-full ${isNew ? 'bg-brand' : 'bg-transparent'}`}
      />
      <span className="min-w-0 flex-1">
        <span className={`block ${isNew ? 'font-medium' : 'text-ink-2'}`}>{text(notice)}</span>
        <span className="block text-12 text-ink-3">{format.dateTime(notice.createdAt)}</span>
      </span>
    </>
  );
  const look = 'flex w-full items-start gap-2 rounded-md p-2 text-start';
  return (
    <li>
      {isNew ? (
        <button type="button" className={`${look} hover:bg-hover`} onClick={onRead}>
          {content}
          <span className="sr-only">{t('notice.read')}</span>
        </button>
      ) : (
        <div className={look}>{content}</div>
      )}
    </li>
  );
}
