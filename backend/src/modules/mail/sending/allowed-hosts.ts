import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Ports on which mail is handed in; others would let an organisation knock at any service. */
const MAIL_PORTS: ReadonlySet<number> = new Set([25, 465, 587, 2525]);

export type HostVerdict =
  | { readonly kind: 'allowed'; /** The vetted address to connect to. */ readonly address: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unknown' };

/**
 * Where an organisation's SMTP server may be: at public addresses and the ports of mail. The installation's own network is out of bounds,
 * or an organisation could have the server knock at what stands beside it; its administrator opens names, addresses and networks
 * of it by `SMTP_ALLOWED_HOSTS`. All addresses of a name must do, and the connection goes to the one that was looked at, so that a
 * name which answers otherwise the second time leads nowhere else.
 */
export async function vetHost(
  { host, port }: { host: string; port: number },
  allowed: readonly string[],
): Promise<HostVerdict> {
  const isNamed = allowed.includes(host.toLowerCase());
  if (!isNamed && !MAIL_PORTS.has(port) && !hasAllowedNetwork(host, allowed)) return { kind: 'refused' };
  const addresses = await addressesOf(host);
  const [address] = addresses;
  if (address === undefined) return { kind: 'unknown' };
  const mayAll = isNamed || addresses.every((one) => isPublic(one) || hasAllowedNetwork(one, allowed));
  return mayAll ? { kind: 'allowed', address } : { kind: 'refused' };
}

async function addressesOf(host: string): Promise<string[]> {
  if (isIP(host)) return [host];
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    return [];
  }
}

/** `unicast` of ipaddr.js is what no registry has set aside: not loopback, private, link-local, carrier NAT, tunnels, multicast. */
function isPublic(address: string): boolean {
  return ipaddr.process(address).range() === 'unicast';
}

function hasAllowedNetwork(address: string, allowed: readonly string[]): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  const networks = new BlockList();
  for (const entry of allowed) {
    const [network = '', bits] = entry.split('/');
    const kind = isIP(network);
    if (kind !== 0) networks.addSubnet(network, Number(bits ?? (kind === 4 ? 32 : 128)), familyOf(kind));
  }
  return networks.check(address, familyOf(family));
}

const familyOf = (kind: number): 'ipv4' | 'ipv6' => (kind === 4 ? 'ipv4' : 'ipv6');
