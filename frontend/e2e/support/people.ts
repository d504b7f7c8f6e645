import { chooseOwnPassword, employ as employPerson, giveFirstPassword, signInByApi } from './call-centre';
import type { Credentials, ProductCopy } from './copy';

export interface Person extends Credentials {
  readonly id: number;
  readonly name: string;
}

type Role = 'admin' | 'manager' | 'operator' | 'viewer';

const newLogin = (role: Role): string => `${role}-${String(Math.floor(100_000 + Math.random() * 899_999))}`;

interface Made {
  readonly id: number;
  readonly role: string;
  readonly link: string;
  readonly version: number;
  readonly owner: { readonly password: string };
}
/** What an answer tells of a row; each kind of row has some of these. */
const dataOf = (answer: unknown): Made => (answer as { data: Made }).data;

/** Somebody who has yet to choose his own password. */
export async function employAnew(copy: ProductCopy, name: string): Promise<Person> {
  const person = { name, login: newLogin('operator'), password: `first password of ${name}` };
  return { ...person, id: dataOf(await giveFirstPassword(copy, person)).id };
}

/** Somebody of the journeys' call centre whom no other journey knows. */
export async function employ(copy: ProductCopy, name: string, role: Role = 'operator'): Promise<Person> {
  const person = { name, login: newLogin(role), password: `journeys ${name} password` };
  const made = await employPerson(copy, { ...person, role });
  return { ...person, id: dataOf(made).id };
}

export async function roleOf(copy: ProductCopy, { id }: Person): Promise<string> {
  const send = await signInByApi(copy, copy.admin);
  return dataOf(await send('GET', `/operators/${String(id)}`)).role;
}

/** From now on these roles, and no others, must have a second factor. */
export async function demandCodeOf(copy: ProductCopy, secondFactorRoles: readonly Role[]): Promise<void> {
  const send = await signInByApi(copy, copy.admin);
  const { version } = dataOf(await send('GET', '/admin/organization'));
  await send('PATCH', '/admin/organization', { version, secondFactorRoles });
}

interface Elsewhere {
  readonly organization: string;
  /** Whom one meets there. */
  readonly owner: string;
  /** To become one of its managers. */
  readonly link: string;
}

/** Another organisation of the installation, and its invitation. Its maker must look after all of them. */
export async function foundOrganization(copy: ProductCopy, guest: string): Promise<Elsewhere> {
  const send = await signInByApi(copy, copy.admin);
  const organization = `Чистый дом ${String(Date.now() % 100_000)}`;
  const owner = { name: 'Лев Ефимов', login: newLogin('admin') };
  const made = await send('POST', '/platform/organizations', {
    ...{ name: organization, timezone: 'Europe/Samara', owner },
  });
  const { password } = dataOf(made).owner;
  const given = { login: owner.login, password };
  const sendThere = await chooseOwnPassword(copy, given, `journeys ${owner.name} password`);
  await sendThere('POST', '/cities', { name: 'Сызрань', timezone: 'Europe/Samara' });
  const invited = await sendThere('POST', '/invitations', {
    ...{ name: guest, role: 'manager', city: 'Сызрань', delivery: 'link' },
  });
  return { organization, owner: owner.name, link: dataOf(invited).link };
}
