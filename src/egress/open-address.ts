/** Which addresses are the public internet. Pure: names are resolved elsewhere, and only what they gave is judged. */
import { BlockList, isIP } from 'node:net'
import { isInRanges } from '../base/ip-ranges.ts'

/** What is not the public internet (IANA's special-purpose registries), and multicast. */
const CLOSED = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  CLOSED.addSubnet(network, bits, 'ipv4')
}

/** IPv6 is closed but for global unicast, and in that but for what carries IPv4 inside or is documentation. */
const OPEN_6 = new BlockList()
OPEN_6.addSubnet('2000::', 3, 'ipv6')
const CLOSED_6 = new BlockList()
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  CLOSED_6.addSubnet(network, bits, 'ipv6')
}

/** May we connect there? `allowed` are addresses and networks of the configuration. */
export function isOpenAddress(address: string, allowed: readonly string[]): boolean {
  if (isInRanges(address, allowed)) return true
  const version = isIP(address)
  if (version === 4) return !CLOSED.check(address, 'ipv4')
  return version === 6 && OPEN_6.check(address, 'ipv6') && !CLOSED_6.check(address, 'ipv6')
}
