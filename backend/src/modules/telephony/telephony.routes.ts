import type { Mount } from '../../platform/http/mount.js';
import type { AccountsService } from './accounts.service.js';
import type { NumbersService } from './numbers.service.js';
import {
  fillCalls,
  listTelephonyAccounts,
  listUnassignedNumbers,
  updateTelephonyAccount,
} from './telephony.contract.js';

export interface TelephonyRoutesDeps {
  readonly accounts: AccountsService;
  readonly numbers: NumbersService;
}

export function telephonyRoutes(mount: Mount, { accounts, numbers }: TelephonyRoutesDeps): void {
  mount.signedIn(listTelephonyAccounts, ({ actor }) => accounts.list(actor));
  mount.signedIn(updateTelephonyAccount, ({ actor, params, body }) =>
    accounts.update(actor, params.id, body),
  );
  mount.signedIn(listUnassignedNumbers, ({ actor, query }) => numbers.listUnassigned(actor, query));
  mount.signedIn(fillCalls, async ({ actor, params }) => ({
    filled: await numbers.fillCalls(actor, params.id),
  }));
}
