import {
  Activity,
  BookOpen,
  Building,
  Building2,
  ChartNoAxesColumn,
  ClipboardList,
  Grid3x3,
  Hash,
  Headphones,
  Headset,
  KeyRound,
  Mail,
  MapPin,
  Megaphone,
  Phone,
  ScrollText,
  UserPlus,
  Wrench,
} from 'lucide-react';
import type { LucideIcon } from '@/shared/ui/icon';
import { useCan, useProfile } from '@/entities/session';
import { paths } from '@/shared/config';
import type { Permission } from '@/shared/config';

export interface Section {
  key:
    | 'desk'
    | 'calls'
    | 'orders'
    | 'statistics'
    | 'operators'
    | 'masters'
    | 'phones'
    | 'campaigns'
    | 'cities'
    | 'dispositions'
    | 'inbox'
    | 'audit'
    | 'invitations'
    | 'mail'
    | 'organization'
    | 'apiKeys'
    | 'roles'
    | 'platform';
  path: string;
  icon: LucideIcon;
  /** Absent: open to everybody who is signed in. */
  permission?: Permission;
  /** Only for who looks after all organisations. */
  forSuperAdmin?: true;
}

/** Daily work, in the order of the rail. */
export const workSections: readonly Section[] = [
  { key: 'desk', path: paths.desk, icon: Headphones, permission: 'calls:update' },
  { key: 'calls', path: paths.calls, icon: Phone, permission: 'calls:read' },
  { key: 'orders', path: paths.orders, icon: ClipboardList, permission: 'orders:read' },
  { key: 'statistics', path: paths.statistics, icon: ChartNoAxesColumn },
];

/** Administration: people, lists, what is connected, the organisation itself; under its own heading where there is room for words. */
export const adminSections: readonly Section[] = [
  { key: 'operators', path: paths.adminOperators, icon: Headset, permission: 'operators:read' },
  { key: 'invitations', path: paths.adminInvitations, icon: UserPlus, permission: 'operators:write' },
  { key: 'roles', path: paths.adminRoles, icon: Grid3x3, permission: 'operators:read' },
  { key: 'masters', path: paths.adminMasters, icon: Wrench, permission: 'reference:write' },
  { key: 'phones', path: paths.adminPhones, icon: Hash, permission: 'reference:write' },
  { key: 'campaigns', path: paths.adminCampaigns, icon: Megaphone, permission: 'reference:write' },
  { key: 'cities', path: paths.adminCities, icon: MapPin, permission: 'reference:write' },
  { key: 'dispositions', path: paths.adminDispositions, icon: BookOpen, permission: 'reference:write' },
  { key: 'inbox', path: paths.adminInbox, icon: Activity, permission: 'inbox:manage' },
  { key: 'apiKeys', path: paths.adminApiKeys, icon: KeyRound, permission: 'settings:write' },
  { key: 'mail', path: paths.adminMail, icon: Mail, permission: 'settings:write' },
  { key: 'organization', path: paths.adminOrganization, icon: Building2, permission: 'settings:write' },
  { key: 'audit', path: paths.adminAudit, icon: ScrollText, permission: 'audit:read' },
  { key: 'platform', path: paths.platform, icon: Building, forSuperAdmin: true },
];

/** The sections this person may open. */
export function useOpenSections(sections: readonly Section[]): Section[] {
  const can = useCan();
  const { isSuperAdmin } = useProfile();
  return sections.filter(
    ({ permission, forSuperAdmin }) =>
      (permission === undefined || can(permission)) && (forSuperAdmin !== true || isSuperAdmin),
  );
}
