import { Menu } from 'lucide-react';
import { NavLink } from 'react-router';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { cn } from '@/shared/lib/class-names';
import { DropdownMenu } from '@/shared/ui/dropdown-menu';
import type { MenuEntry } from '@/shared/ui/dropdown-menu';
import { Icon } from '@/shared/ui/icon';
import { adminSections, useOpenSections, workSections } from '../model/sections';
import type { Section } from '../model/sections';
import { useDebts } from '../model/use-queue';
import { DebtMark } from './debt-mark';

const shortNames = {
  desk: 'navShort.desk',
  calls: 'navShort.calls',
  orders: 'navShort.orders',
  statistics: 'navShort.statistics',
} as const satisfies Partial<Record<Section['key'], string>>;

const item =
  'flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-1 rounded-md text-11 text-ink-2';

/** Sections on a phone: four of daily work, the rest behind "more". */
export function BottomBar() {
  const { t } = useTranslation();
  const work = useOpenSections(workSections);
  const rest: MenuEntry[] = [
    ...useOpenSections(adminSections).map((section): MenuEntry => ({
      kind: 'link',
      to: section.path,
      icon: section.icon,
      label: t(`nav.${section.key}`),
    })),
    { kind: 'link', to: paths.profile, label: t('nav.profile') },
    { kind: 'link', to: paths.mySecurity, label: t('nav.mySecurity') },
  ];
  return (
    <nav
      aria-label={t('nav.label')}
      className="flex border-t border-line-subtle bg-panel px-2 pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      {work.map((section) => (
        <SectionItem key={section.key} section={section} />
      ))}
      <DropdownMenu
        side="top"
        entries={rest}
        trigger={
          <button type="button" className={item}>
            <Icon of={Menu} size={20} />
            {t('nav.more')}
          </button>
        }
      />
    </nav>
  );
}

function SectionItem({ section }: { section: Section }) {
  const { t } = useTranslation();
  const debts = useDebts(section);
  return (
    <NavLink
      to={section.path}
      className={({ isActive }) => cn(item, isActive && 'font-medium text-brand-text!')}
    >
      <span className="relative">
        <Icon of={section.icon} size={20} />
        {debts > 0 && <DebtMark count={debts} worded={false} />}
      </span>
      <span className="max-w-full truncate px-1">{t(shortName(section.key))}</span>
      {debts > 0 && <span className="sr-only">{`. ${t('nav.debts', { count: debts })}`}</span>}
    </NavLink>
  );
}

/** A phone's bar has room for one short word. */
function shortName(key: Section['key']) {
  return key in shortNames ? shortNames[key as keyof typeof shortNames] : (`nav.${key}` as const);
}
