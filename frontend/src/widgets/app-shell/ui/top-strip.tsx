import { Search } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useCan, useProfile } from '@/entities/session';
import { NoticeBell } from '@/features/notice-bell';
import { RingSoundButton } from '@/features/ring-alert';
import { WorkStateButton } from '@/features/work-state';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { useNow } from '@/shared/lib/use-now';
import { useZonePlace } from '@/shared/lib/use-zone-place';
import { IconButton } from '@/shared/ui/icon-button';
import { SearchInput } from '@/shared/ui/search-input';
import { ThemeToggle } from '@/shared/ui/theme-toggle';
import { LineHealth } from './line-health';
import { QueueCounts } from './queue-counts';
import { SearchBox } from './search-box';
import { UserMenu } from './user-menu';

/** 48 px on top: state, line, queue, search, clock, oneself. */
export function TopStrip({ onKeySheet }: { onKeySheet: () => void }) {
  const can = useCan();
  return (
    <header className="flex min-w-0 items-center gap-2 border-b border-line-subtle bg-app px-3 max-sm:gap-1 xl:gap-3 xl:px-4">
      {can('calls:update') && (
        <>
          <WorkStateButton />
          <Divider />
        </>
      )}
      <LineHealth />
      {can('calls:read') && (
        <>
          <Divider />
          <QueueCounts />
        </>
      )}
      <SearchBox />
      <div className="flex shrink-0 items-center gap-1 max-sm:ms-auto xl:gap-2">
        <PhoneSearch />
        {can('calls:update') && <RingSoundButton />}
        <NoticeBell />
        {/* On a phone it is in the menu, there is no room for both. */}
        <span className="max-sm:hidden">
          <ThemeToggle />
        </span>
        <Clock />
        <UserMenu onKeySheet={onKeySheet} />
      </div>
    </header>
  );
}

function Divider() {
  return <span aria-hidden className="h-4 w-px shrink-0 bg-(--border) max-md:hidden" />;
}

function Clock() {
  const { t } = useTranslation();
  const { city, timezone } = useProfile();
  const format = useFormat(timezone);
  const zonePlace = useZonePlace();
  const place = city ?? zonePlace(timezone);
  return (
    <span
      aria-label={t('shell.clock', { city: place })}
      role="timer"
      aria-live="off"
      className="whitespace-nowrap max-md:hidden"
    >
      <strong className="font-semibold">{format.time(useNow())}</strong>{' '}
      <span className="text-ink-3">{place}</span>
    </span>
  );
}

/** On a phone the field unfolds over the strip. */
function PhoneSearch() {
  const { t } = useTranslation();
  const can = useCan();
  const navigate = useNavigate();
  const [text, setText] = useState<string | null>(null);
  if (text === null) {
    return (
      <span className="sm:hidden">
        <IconButton
          icon={Search}
          label={t('shell.searchLabel')}
          onClick={() => {
            setText('');
          }}
        />
      </span>
    );
  }
  return (
    <form
      role="search"
      className="absolute inset-x-3 top-0 z-(--z-sticky) flex h-12 items-center bg-app sm:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        const list = can('calls:read') ? paths.calls : paths.orders;
        if (text.trim() !== '') void navigate(`${list}?search=${encodeURIComponent(text.trim())}`);
        setText(null);
      }}
    >
      <SearchInput
        label={t('shell.search')}
        value={text}
        onChange={setText}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setText(null);
        }}
      />
    </form>
  );
}
