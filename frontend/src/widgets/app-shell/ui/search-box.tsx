import { Search } from 'lucide-react';
import { useRef } from 'react';
import type { SubmitEvent } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useCan } from '@/entities/session';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useShortcut } from '@/shared/lib/shortcuts';
import { Icon } from '@/shared/ui/icon';
import { KeyCap } from '@/shared/ui/key-cap';

/** Finds by number, name, order or address: among orders when they are open, else among calls. `/` jumps here. */
export function SearchBox() {
  const { t } = useTranslation();
  const can = useCan();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const field = useRef<HTMLInputElement>(null);
  useShortcut({
    combo: 'Slash',
    label: t('keys.search'),
    onPress: () => {
      field.current?.focus();
      field.current?.select();
    },
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const text = field.current?.value.trim() ?? '';
    if (text === '') return;
    const list = pathname.startsWith(paths.orders) || !can('calls:read') ? paths.orders : paths.calls;
    void navigate(`${list}?search=${encodeURIComponent(text)}`);
  };
  return (
    <form
      role="search"
      onSubmit={submit}
      className="field-focus ms-auto flex h-8 w-68 min-w-0 items-center gap-2 rounded-md border border-transparent bg-active ps-2.5 pe-2 text-ink-3 max-sm:hidden dark:border-line-subtle dark:bg-panel"
    >
      <Icon of={Search} />
      <input
        ref={field}
        type="search"
        name="search"
        maxLength={100}
        autoComplete="off"
        aria-label={t('shell.searchLabel')}
        aria-keyshortcuts="/"
        placeholder={t('shell.search')}
        className="min-w-0 flex-1 truncate bg-transparent text-ink outline-none focus-visible:shadow-none"
      />
      <KeyCap combo="Slash" />
    </form>
  );
}
