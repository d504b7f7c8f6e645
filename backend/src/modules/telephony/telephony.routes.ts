import type { Mount } from '../../platform/http/mount.js';
import {
  fillCalls,
  listTelephonyAccounts,
  listUnassignedNumbers,
  updateTelephonyAccount,
} from './telephony.contract.js';
import type { TelephonyService } from './telephony.service.js';

export function telephonyRoutes(mount: Mount, telephony: TelephonyService): void {
  mount.signedIn(listTelephonyAccounts, ({ actor }) => telephony.listAccounts(actor));
  mount.signedIn(updateTelephonyAccount, ({ actor, params, body }) =>
    telephony.updateAccount(actor, params.id, body),
  );
  mount.signedIn(listUnassignedNumbers, ({ actor, query }) => telephony.listUnassigned(actor, query));
  mount.signedIn(fillCalls, async ({ actor, params }) => ({
    filled: await telephony.fillCalls(actor, params.id),
  }));
}
