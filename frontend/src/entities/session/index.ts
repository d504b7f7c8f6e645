/** The signed-in person: profile, rights, state of work, and how a page asks for them. */
export { profileKey, profileQuery, useUpdateProfile } from './api/profile.queries';
export type { Profile, ProfileChange } from './api/profile.queries';
export { useCan, useProfile } from './model/use-profile';
export { workStatusLook } from './model/work-status';
export type { WorkStatus } from './model/work-status';
