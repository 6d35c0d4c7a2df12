import { toAnswer } from '../answer';
import { OperatorFamily, pair, ValueTest } from './operator';

/** Whether an address lies in a CIDR range; IPv4 never lies in an IPv6 range. */
function prepare(policyValue: string): ValueTest {
  const range = toRange(policyValue);
  if (!range) return () => 'incomparable';
  const { bits, significant } = range;
  return value => {
    const address = toBits(value);
    if (address === undefined) return 'incomparable';
    return toAnswer(
      address.length === bits.length &&
        address.slice(0, significant) === bits.slice(0, significant),
    );
  };
}

function toRange(text: string) {
  const [network, length, ...rest] = text.split('/');
  const bits = toBits(network);
  if (bits === undefined || rest.length > 0) return undefined;
  if (length === undefined) return { bits, significant: bits.length };
  return /^\d{1,3}$/.test(length) && Number(length) <= bits.length
    ? { bits, significant: Number(length) }
    : undefined;
}

/** Statement after statement asks about the address of the same request, so the last one is kept. */
let last: { address: string; bits: string | undefined } | undefined;

/** An address as text of zeros and ones; `undefined` when it is none. */
function toBits(address: string): string | undefined {
  if (last?.address !== address) {
    const bits = address.includes(':') ? ipv6Bits(address) : ipv4Bits(address);
    last = { address, bits };
  }
  return last.bits;
}

function ipv4Bits(address: string): string | undefined {
  const parts = address.split('.');
  if (parts.length !== 4 || parts.some(part => !/^\d{1,3}$/.test(part))) {
    return undefined;
  }
  const bytes = parts.map(Number);
  return bytes.some(byte => byte > 255)
    ? undefined
    : bytes.map(byte => byte.toString(2).padStart(8, '0')).join('');
}

/** The last 32 bits may be written as an IPv4 address. */
function ipv6Bits(text: string): string | undefined {
  const address = text.replace(/[^:]+$/, ending => {
    const bits = ending.includes('.') ? ipv4Bits(ending) : undefined;
    return bits === undefined
      ? ending
      : [bits.slice(0, 16), bits.slice(16)]
          .map(group => parseInt(group, 2).toString(16))
          .join(':');
  });
  const halves = address.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(half => (half ? half.split(':') : []));
  const gap = tail === undefined ? 0 : 8 - head.length - tail.length;
  if (gap < 0) return undefined;
  const groups = [
    ...head,
    ...Array.from({ length: gap }, () => '0'),
    ...(tail ?? []),
  ];
  if (groups.length !== 8 || groups.some(g => !/^[0-9a-f]{1,4}$/i.test(g))) {
    return undefined;
  }
  return groups
    .map(group => parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}

export const ipAddressOperators: OperatorFamily = pair(
  'IpAddress',
  'NotIpAddress',
  prepare,
);
