import ipaddr from 'ipaddr.js';

/** Lists of addresses and ranges (CIDR) of IPv4 and IPv6, in one canonical form. */

type Address = ipaddr.IPv4 | ipaddr.IPv6;
const LONGEST_PREFIX = { ipv4: 32, ipv6: 128 } as const;

/** An address or range in the one form in which it is kept: `10.1.2.3`, `10.0.0.0/8`, `2001:db8::/32`. Null when it is neither. */
export function canonicalRange(text: string): string | null {
  const [written = '', prefixText, ...rest] = text.trim().split('/');
  const address = addressOf(written);
  if (!address || rest.length > 0) return null;
  if (prefixText === undefined) return address.toString();
  const longest = LONGEST_PREFIX[address.kind()];
  if (!/^\d{1,3}$/.test(prefixText) || Number(prefixText) > longest) return null;
  const prefix = Number(prefixText);
  return prefix === longest ? address.toString() : `${networkOf(address, prefix)}/${String(prefix)}`;
}

/** Whether an address is one of the list or lies in one of its ranges; text that is no address never does. */
export function isListed(ranges: readonly string[], text: string | null): boolean {
  const address = addressOf(text ?? '');
  return address !== null && ranges.some((range) => contains(range, address));
}

function contains(range: string, address: Address): boolean {
  const [network, prefix] = parseRange(range);
  if (network?.kind() !== address.kind()) return false;
  // The types of the library keep the two kinds apart; here they are the same.
  return (address as ipaddr.IPv4).match(network as ipaddr.IPv4, prefix);
}

function parseRange(range: string): [Address | null, number] {
  const [written = '', prefix] = range.split('/');
  const network = addressOf(written);
  const longest = network ? LONGEST_PREFIX[network.kind()] : 0;
  return [network, prefix === undefined ? longest : Number(prefix)];
}

/** Only the usual writings: the library also takes `1`, `0x7f.1` and octal for IPv4, and zones for IPv6. IPv4 in IPv6 is IPv4. */
function addressOf(text: string): Address | null {
  const isUsual = /^\d{1,3}(\.\d{1,3}){3}$/.test(text)
    ? ipaddr.IPv4.isValidFourPartDecimal(text)
    : isPlainIpv6(text);
  return isUsual ? ipaddr.process(text) : null;
}

const isPlainIpv6 = (text: string): boolean =>
  text.length <= 45 && text.includes(':') && !text.includes('%') && ipaddr.IPv6.isValid(text);

function networkOf(address: Address, prefix: number): string {
  const bytes = address
    .toByteArray()
    .map((byte, index) => byte & (0xff00 >> Math.min(Math.max(prefix - index * 8, 0), 8)) & 0xff);
  return ipaddr.fromByteArray(bytes).toString();
}
