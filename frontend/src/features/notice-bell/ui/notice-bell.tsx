import { useQuery } from '@tanstack/react-query';
import { Bell } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { ComponentProps } from 'react';
import { noticeKeys, unreadNoticesQuery } from '@/entities/notice';
import { useLiveInvalidation } from '@/shared/api';
import { loadTexts, useTranslation } from '@/shared/i18n';
import { Icon } from '@/shared/ui/icon';
import { Popover } from '@/shared/ui/popover';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { tooltip } from '@/shared/ui/tooltip';

const NoticeList = lazy(async () => {
  const [module] = await Promise.all([import('./notice-list'), loadTexts(['security'])]);
  return { default: module.NoticeList };
});

const live = ['notices.changed'] as const;
const mostShown = 9;

export function NoticeBell() {
  const { t } = useTranslation();
  const { data: count = 0 } = useQuery(unreadNoticesQuery);
  useLiveInvalidation(live, noticeKeys.all);
  return (
    <Popover
      label={t('shell.notifications')}
      align="end"
      padded={false}
      trigger={
        <BellButton
          count={count}
          label={count === 0 ? t('shell.notifications') : t('shell.unread', { count })}
        />
      }
    >
      <div className="w-88 max-w-full">
        <Suspense fallback={<SkeletonLines />}>
          <NoticeList />
        </Suspense>
      </div>
    </Popover>
  );
}

type BellButtonProps = Omit<ComponentProps<'button'>, 'className'> & { count: number; label: string };

function BellButton({ count, label, ...props }: BellButtonProps) {
  return (
    <button
      type="button"
      {...props}
      {...tooltip(label)}
      aria-label={label}
      className="relative inline-grid size-(--control) shrink-0 place-items-center rounded-md text-ink-2 hover:bg-hover hover:text-ink"
    >
      <Icon of={Bell} />
      {count > 0 && (
        <span
          aria-hidden
          data-hue="danger"
          className="absolute end-0 top-0 grid h-4 min-w-4 place-items-center rounded-full bg-hue-text px-1 text-11 leading-none font-semibold text-(--surface-panel)"
        >
          {count > mostShown ? `${String(mostShown)}+` : count}
        </span>
      )}
    </button>
  );
}
