import type { Call } from '@/entities/call';
import type { Profile } from '@/entities/session';

const managing: readonly Profile['role'][] = ['owner', 'admin', 'manager'];

/** An operator sets the outcome of his own calls and nobody's; who manages, of all. The server stays the judge. */
export function canClassify(
  { id, role, permissions }: Pick<Profile, 'id' | 'role' | 'permissions'>,
  call: Pick<Call, 'operator'>,
): boolean {
  if (!permissions.includes('calls:update')) return false;
  return managing.includes(role) || call.operator === null || call.operator.id === id;
}
