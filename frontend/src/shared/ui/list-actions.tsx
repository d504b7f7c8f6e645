import { useTranslation } from '@/shared/i18n';
import { screens, useMedia } from '@/shared/lib/use-media';
import { Button } from './button';
import type { LucideIcon } from './icon';
import { ListSearch } from './list-search';

interface ListActionsProps {
  searchLabel: string;
  search: string;
  onSearch: (search: string) => void;
  /** Absent for those who only read. */
  add?: { label: string; icon: LucideIcon; onAdd: () => void } | undefined;
}

/** At the end of a list's head: its search, and the way to a new row. */
export function ListActions({ searchLabel, search, onSearch, add }: ListActionsProps) {
  const { t } = useTranslation();
  const isPhone = useMedia(screens.phone);
  return (
    <>
      <span className="w-48 grow sm:w-56 sm:grow-0">
        <ListSearch label={searchLabel} value={search} onChange={onSearch} />
      </span>
      {add !== undefined && (
        <Button intent="primary" icon={add.icon} aria-label={add.label} onClick={add.onAdd}>
          {isPhone ? t('action.add') : add.label}
        </Button>
      )}
    </>
  );
}
