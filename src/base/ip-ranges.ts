/** Whether an address lies in a list of addresses and networks. Knows no names: nothing is resolved here. */
import { BlockList, isIP } from 'node:net'

/** An IPv4 address inside IPv6 counts as what it is. */
export function isInRanges(ip: string, ranges: readonly string[]): boolean {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = plain(range).split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family)
  }
  const asked = plain(ip)
  const version = isIP(asked)
  return version !== 0 && list.check(asked, version === 6 ? 'ipv6' : 'ipv4')
}

function plain(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
}
