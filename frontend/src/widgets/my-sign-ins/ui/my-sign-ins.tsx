import { useInfiniteQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX, Clock, KeyRound } from 'lucide-react';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Status } from '@/shared/ui/badge';
import { ErrorState } from '@/shared/ui/error-state';
import type { Hue } from '@/shared/ui/hue';
import type { LucideIcon } from '@/shared/ui/icon';
import { LoadMore } from '@/shared/ui/pagination';
import { Panel } from '@/shared/ui/panel';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { signInsQuery } from '../api/sign-ins.queries';
import type { SignIn } from '../api/sign-ins.queries';

const looks: Record<SignIn['outcome'], { hue: Hue; icon: LucideIcon }> = {
  success: { hue: 'success', icon: CircleCheck },
  second_factor_asked: { hue: 'info', icon: KeyRound },
  wrong_password: { hue: 'danger', icon: CircleX },
  wrong_code: { hue: 'danger', icon: CircleX },
  delayed: { hue: 'warning', icon: Clock },
  inactive: { hue: 'danger', icon: CircleX },
};

export function MySignIns() {
  const { t } = useTranslation('security');
  return (
    <Panel title={t('signIns.title')} note={t('signIns.note')}>
      <History />
    </Panel>
  );
}

function History() {
  const { t } = useTranslation('security');
  const { data, error, refetch, isFetching, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(signInsQuery);
  if (data === undefined && error !== null)
    return <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  if (data === undefined) return <SkeletonLines inset={false} />;
  const signIns = data.pages.flatMap((page) => page.data);
  if (signIns.length === 0) return <p className="text-ink-2">{t('signIns.none')}</p>;
  return (
    <>
      <ul aria-label={t('signIns.title')}>
        {signIns.map((signIn) => (
          <SignInRow key={signIn.id} signIn={signIn} />
        ))}
      </ul>
      <LoadMore hasMore={hasNextPage} busy={isFetchingNextPage} onMore={() => void fetchNextPage()} />
    </>
  );
}

function SignInRow({ signIn }: { signIn: SignIn }) {
  const { t } = useTranslation('security');
  const format = useFormat();
  const { outcome, method, device, ip, at } = signIn;
  const facts = [device === '' ? t('unknownDevice') : device, ip ?? t('unknown'), t(`method.${method}`)];
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 border-line-subtle py-2 not-first:border-t">
      <span className="min-w-0 flex-1 basis-52">
        <Status {...looks[outcome]}>{t(`outcome.${outcome}`)}</Status>
      </span>
      <span className="min-w-0 flex-[2] basis-64 text-12 text-ink-2">{facts.join(' · ')}</span>
      <time dateTime={at} className="shrink-0 text-12 text-ink-2">
        {format.dateTime(at)}
      </time>
    </li>
  );
}
