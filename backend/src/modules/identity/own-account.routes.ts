import type { Mount } from '../../platform/http/mount.js';
import type { BrowserCookie } from './devices/browser-cookie.js';
import { forgetDevice, listDevices } from './devices/devices.contract.js';
import type { DevicesService } from './devices/devices.service.js';
import { countUnreadNotices, listNotices, readAllNotices, readNotice } from './notices/notices.contract.js';
import type { NoticesService } from './notices/notices.service.js';
import { endOtherSessions, endSession, listSessions } from './sessions.contract.js';
import type { SessionsService } from './sessions.service.js';
import { listSignIns } from './sign-in/sign-in.contract.js';
import type { SignInsService } from './sign-in/sign-ins.service.js';

export interface OwnAccountRoutesDeps {
  readonly sessions: SessionsService;
  readonly devices: DevicesService;
  readonly notices: NoticesService;
  readonly signIns: SignInsService;
  readonly browserCookie: BrowserCookie;
}

/** What a person sees of his own account's safety. */
export function ownAccountRoutes(
  mount: Mount,
  { sessions, devices, notices, signIns, browserCookie }: OwnAccountRoutesDeps,
): void {
  mount.signedIn(listSessions, ({ actor }) => sessions.list(actor));
  mount.signedIn(endSession, ({ actor, params }) => sessions.end(actor, params.id));
  mount.signedIn(endOtherSessions, ({ actor }) => sessions.endOthers(actor));
  mount.signedIn(listDevices, ({ actor, req }) => devices.list(actor, browserCookie.read(req)));
  mount.signedIn(forgetDevice, ({ actor, params }) => devices.forget(actor, params.id));
  mount.signedIn(listSignIns, ({ actor, query }) => signIns.list(actor, query));
  mount.signedIn(listNotices, ({ actor, query }) => notices.list(actor, query));
  mount.signedIn(countUnreadNotices, ({ actor }) => notices.countUnread(actor));
  mount.signedIn(readAllNotices, ({ actor }) => notices.readAll(actor));
  mount.signedIn(readNotice, ({ actor, params }) => notices.read(actor, params.id));
}
