import { CircleQuestionMark, Settings } from 'lucide-react';
import { Link, NavLink } from 'react-router';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { cn } from '@/shared/lib/class-names';
import { Icon } from '@/shared/ui/icon';
import type { LucideIcon } from '@/shared/ui/icon';
import { Logo } from '@/shared/ui/logo';
import { tooltip } from '@/shared/ui/tooltip';
import { adminSections, useOpenSections, workSections } from '../model/sections';
import type { Section } from '../model/sections';
import { useDebts } from '../model/use-queue';
import { DebtMark } from './debt-mark';

interface RailProps {
  /** Reports and administration keep the menu with words from 1280 px, everything else from 1600. */
  worded: boolean;
  onKeySheet: () => void;
}

const link =
  'relative flex size-9 shrink-0 items-center justify-center gap-2.5 rounded-md whitespace-nowrap text-ink-2 hover:bg-hover';
const wordedLink = 'w-full justify-start px-2.5 h-8';

/** Sections on the left: icons in 52 px, or icons and words in 208. */
export function Rail({ worded, onKeySheet }: RailProps) {
  const { t } = useTranslation();
  const work = useOpenSections(workSections);
  const admin = useOpenSections(adminSections);
  return (
    <nav
      aria-label={t('nav.label')}
      className={cn(
        'row-span-2 flex min-w-0 flex-col gap-0.5 overflow-y-auto border-e border-line-subtle bg-app p-2 max-sm:hidden',
        worded ? 'items-stretch' : 'items-center px-1.5',
      )}
    >
      <Link
        to={paths.home}
        aria-label={t('product')}
        className={cn(
          'mb-2 flex h-8 items-center gap-2 rounded-md font-semibold',
          worded ? 'px-2' : 'justify-center px-2',
        )}
      >
        <Logo />
        {worded && t('product')}
      </Link>
      {work.map((section) => (
        <SectionLink key={section.key} section={section} worded={worded} />
      ))}
      {admin.length > 0 &&
        (worded ? (
          <p className="px-2.5 pt-3 pb-1 text-12 text-ink-3">{t('nav.admin')}</p>
        ) : (
          <hr className="my-1 w-6 border-line" />
        ))}
      {admin.map((section) => (
        <SectionLink key={section.key} section={section} worded={worded} />
      ))}
      <div className={cn('mt-auto flex flex-col gap-0.5 pt-2', !worded && 'items-center')}>
        <button
          type="button"
          onClick={onKeySheet}
          aria-keyshortcuts="?"
          {...naming(t('nav.keys'), worded, '?')}
          className={cn(link, worded && wordedLink)}
        >
          <Content icon={CircleQuestionMark} label={t('nav.keys')} worded={worded} />
        </button>
        <NavLink
          to={paths.profile}
          {...naming(t('nav.profile'), worded)}
          className={({ isActive }) => linkLook(worded, isActive)}
        >
          <Content icon={Settings} label={t('nav.profile')} worded={worded} />
        </NavLink>
      </div>
    </nav>
  );
}

function SectionLink({ section, worded }: { section: Section; worded: boolean }) {
  const { t } = useTranslation();
  const debts = useDebts(section);
  const name = t(`nav.${section.key}`);
  const label = debts === 0 || worded ? name : `${name}. ${t('nav.debts', { count: debts })}`;
  return (
    <NavLink
      to={section.path}
      {...naming(label, worded)}
      className={({ isActive }) => linkLook(worded, isActive)}
    >
      <Content icon={section.icon} label={name} worded={worded} />
      {debts > 0 && <DebtMark count={debts} worded={worded} />}
    </NavLink>
  );
}

function Content({ icon, label, worded }: { icon: LucideIcon; label: string; worded: boolean }) {
  return (
    <>
      <Icon of={icon} />
      {worded && label}
    </>
  );
}

/** An icon alone is named for the ear and, on hover, for the eye. */
function naming(label: string, worded: boolean, key?: string) {
  if (worded) return {};
  return {
    'aria-label': label,
    ...tooltip(label, { side: 'right', combo: key === undefined ? undefined : 'shift+Slash' }),
  };
}

function linkLook(worded: boolean, isActive: boolean): string {
  return cn(link, worded && wordedLink, isActive && 'bg-active! font-medium text-ink!');
}
