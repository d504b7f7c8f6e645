export { addressRights } from './address-rights';
export { loginPath, ownPasswordPath, secondFactorPath, paths, safeReturnPath } from './paths';
export { permissions } from './permissions';
export type { Permission } from './permissions';
