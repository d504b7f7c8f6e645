import { useQuery } from '@tanstack/react-query';
import type { Permission } from '@/shared/config';
import { profileQuery } from '../api/profile.queries';
import type { Profile } from '../api/profile.queries';

/** The signed-in person. Only under the shell, which waits for the profile before it draws a page. */
export function useProfile(): Profile {
  const { data } = useQuery(profileQuery);
  if (data === undefined) throw new Error('useProfile is for pages under the shell');
  return data;
}

/** Asks whether the signed-in person has a right; the server stays the judge. */
export function useCan(): (permission: Permission) => boolean {
  const { data } = useQuery(profileQuery);
  return (permission) => data?.permissions.includes(permission) ?? false;
}
