/** The signed-in person: profile, rights and how a page asks for them. */
export { profileKey, profileQuery, useUpdateProfile } from './api/profile.queries';
export type { Profile, ProfileChange } from './api/profile.queries';
export { useCan, useProfile } from './model/use-profile';
