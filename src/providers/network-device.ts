/**
 * Configurations of routers, switches and wireless networks: passwords of type 7 (Cisco) and `$9$` (Juniper), which anyone
 * turns back, keys in the clear, and the communities of SNMP. Hashes of devices are those of password-hash.ts.
 */
import { defineProvider, type Judgement } from './provider.ts'
import { judgeTyped } from './typed-password.ts'

/** What Cisco's type 7 is added to, from the place that the first two digits name: published since 1995. */
const TYPE_7 = 'dsfd;kfoA,.iyewrkldJKDHSUBsgvca69834ncxv9873254k;fg87'

/** The password itself is made to see whether there is one, and thrown away. */
function judgeType7(secret: string): Judgement {
  if (secret.length % 2 === 1) return { keep: false, reason: 'half a byte too many' }
  const start = Number(secret.slice(0, 2))
  for (let at = 2; at < secret.length; at += 2) {
    const pad = TYPE_7.charCodeAt((start + at / 2 - 1) % TYPE_7.length)
    const character = Number.parseInt(secret.slice(at, at + 2), 16) ^ pad
    if (character < 0x20 || character > 0x7e) return { keep: false, reason: 'does not read as a password of type 7' }
  }
  return { keep: true, score: 15, reason: 'reads as a password of type 7, which anyone turns back' }
}

const COMMON = /^(?:public|private|community|string|secret|cisco|x{3,}|\*+)$/i

function judgeCommunity(secret: string): Judgement {
  if (COMMON.test(secret)) return { keep: false, reason: 'what every device has at first' }
  return judgeTyped(secret)
}

export default defineProvider({
  id: 'network-device',
  name: 'Network device',
  docs: 'https://www.cisco.com/c/en/us/support/docs/security-vpn/remote-authentication-dial-user-service-radius/107614-64.html',
  keys: {
    password: {
      label: 'password',
      about: 'password or key in the configuration of a device',
      detect: [
        {
          rule: 'cisco-type-7-password',
          about: 'Password of a Cisco device, type 7',
          pattern: /(?:password|secret|key|key-string)\s7\s{1,3}(?<secret>[0-5]\d[0-9A-Fa-f]{6,120})(?![0-9A-Za-z])/,
          fallback: true,
          literals: ['password 7', 'secret 7', 'key 7', 'key-string 7'],
          judge: judgeType7,
          // The first is "shop" and more of the alphabet that each place allows.
          examples: [`username shop password 7 03{5:1}{4-7:1}{5:1}{3-7:1}{4-5:1}{3-7:1}{0-1:1}{3-7:1}`],
          lookalikes: ['username shop password 7 0', 'username shop password 7 03FFFFFFFFFF', 'level 7 0354545454'],
        },
        {
          rule: 'juniper-secret',
          about: 'Secret of a Juniper device',
          pattern: /"(?<secret>\$9\$[A-Za-z0-9./-]{6,120})"/,
          fallback: true,
          literals: ['"$9$'],
          minEntropy: 2.5,
          judge: () => ({ keep: true, score: 10, reason: 'a form that anyone turns back' }),
          examples: ['authentication-key "$9${A-Za-z0-9./-:24}"; ## SECRET-DATA'],
          lookalikes: ['"$9$short"', '"$9${A-Za-z0-9:14}${A-Za-z0-9:43}"'],
        },
        {
          rule: 'device-clear-password',
          about: 'Password of a network device in the clear',
          pattern:
            /(?:enable|username\s\S{1,40}(?:\sprivilege\s\d{1,2})?)\s(?:password|secret)\s0\s(?<secret>[^\s"'<$]{4,64})/,
          fallback: true,
          literals: ['password 0', 'secret 0'],
          judge: judgeTyped,
          examples: ['username shop privilege 15 password 0 {A-Za-z0-9:14}', 'enable secret 0 {A-Za-z0-9:14}'],
          lookalikes: ['enable password 0 <password>', 'username shop password 0 password'],
        },
        {
          rule: 'device-server-key',
          about: 'Key of a login server or a wireless network in a network device',
          pattern:
            /(?:(?:tacacs|radius)-server\s(?:host\s\S{1,60}\s)?key|wpa-psk\s(?:ascii|hex))\s(?:0\s)?(?<secret>(?![0-9]\s)[^\s"'<$]{4,64})/,
          fallback: true,
          literals: ['tacacs-server', 'radius-server', 'wpa-psk'],
          judge: judgeTyped,
          examples: ['tacacs-server key {A-Za-z0-9:16}', 'wpa-psk ascii 0 {A-Za-z0-9:16}'],
          lookalikes: ['tacacs-server key <key>', 'radius-server key 6 {A-Za-z0-9:3}'],
        },
        {
          rule: 'snmp-community',
          about: 'Community of SNMP',
          pattern: /(?:snmp-server\scommunity|r[ow]community6?)\s{1,4}(?<secret>[^\s"'<$;#]{4,64})/,
          fallback: true,
          literals: ['snmp-server community', 'rocommunity', 'rwcommunity'],
          judge: judgeCommunity,
          examples: ['snmp-server community {A-Za-z0-9:12} RW', 'rwcommunity {A-Za-z0-9:12} 10.0.0.0/8'],
          lookalikes: ['snmp-server community public RO', 'rocommunity <community>'],
        },
      ],
    },
  },
})
