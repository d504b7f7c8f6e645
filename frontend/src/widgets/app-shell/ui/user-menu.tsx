import { Keyboard, LogOut, Monitor, Moon, Settings, ShieldCheck, Sun } from 'lucide-react';
import { useProfile, useUpdateProfile } from '@/entities/session';
import { useSignOut } from '@/features/entry/sign-out';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { usePreferences } from '@/shared/lib/preferences';
import { Avatar } from '@/shared/ui/avatar';
import { DropdownMenu } from '@/shared/ui/dropdown-menu';
import type { MenuEntry } from '@/shared/ui/dropdown-menu';
import { useOrganizationChoice } from '../model/use-organization-choice';

const themes = ['light', 'dark', 'system'] as const;
const languages = ['ru', 'en'] as const;

/** Who is signed in, and what belongs to him: theme, language, profile, sign out. */
export function UserMenu({ onKeySheet }: { onKeySheet: () => void }) {
  const { t } = useTranslation();
  const { name, login } = useProfile();
  const signOut = useSignOut();
  const choices = usePreferenceChoices();
  const organizations = useOrganizationChoice();
  const entries: MenuEntry[] = [
    {
      kind: 'head',
      content: (
        <>
          <span className="block font-medium">{name}</span>
          <span className="block text-12 text-ink-3">{login}</span>
        </>
      ),
    },
    { kind: 'separator' },
    ...organizations,
    ...choices,
    { kind: 'separator' },
    { kind: 'link', to: paths.profile, label: t('nav.profile'), icon: Settings },
    { kind: 'link', to: paths.mySecurity, label: t('nav.mySecurity'), icon: ShieldCheck },
    { kind: 'action', label: t('nav.keys'), icon: Keyboard, combo: 'shift+Slash', onSelect: onKeySheet },
    { kind: 'separator' },
    { kind: 'action', label: t('shell.signOut'), icon: LogOut, onSelect: () => void signOut() },
  ];
  return (
    <DropdownMenu
      entries={entries}
      trigger={
        <button
          type="button"
          aria-label={t('shell.userMenu', { name })}
          className="grid size-8 shrink-0 place-items-center rounded-full pointer-coarse:size-11"
        >
          <Avatar name={name} own />
        </button>
      }
    />
  );
}

function usePreferenceChoices(): MenuEntry[] {
  const { t } = useTranslation();
  const { theme, setTheme, language, setLanguage } = usePreferences();
  const updateProfile = useUpdateProfile();
  const chooseLanguage = (chosen: string): void => {
    const known = languages.find((candidate) => candidate === chosen);
    if (known === undefined) return;
    setLanguage(known);
    // Kept for other browsers and for mail; here the choice holds even when the server cannot be reached.
    updateProfile.mutate({ locale: known });
  };
  return [
    {
      kind: 'choice',
      label: t('shell.theme'),
      value: theme,
      options: [
        { value: 'light', label: t('shell.themeLight'), icon: Sun },
        { value: 'dark', label: t('shell.themeDark'), icon: Moon },
        { value: 'system', label: t('shell.themeSystem'), icon: Monitor },
      ],
      onChange: (chosen) => {
        setTheme(themes.find((candidate) => candidate === chosen) ?? 'system');
      },
    },
    {
      kind: 'choice',
      label: t('shell.language'),
      value: language,
      options: [
        { value: 'ru', label: t('shell.russian') },
        { value: 'en', label: t('shell.english') },
      ],
      onChange: chooseLanguage,
    },
  ];
}
