/** WireGuard: private and preshared keys of 32 bytes in base64, as its configuration files name them. Public keys are none. */
import { defineProvider, type Judgement } from './provider.ts'

/** 32 bytes leave two bits of the last character: one in four is possible. */
function judgeBase64(key: string): Judgement {
  const bytes = Buffer.from(key, 'base64')
  if (bytes.toString('base64') !== key) return { keep: true, score: -40, reason: 'no base64 of 32 bytes' }
  return { keep: true, score: 10, reason: 'the base64 of 32 bytes' }
}

export default defineProvider({
  id: 'wireguard',
  name: 'WireGuard',
  docs: 'https://www.wireguard.com/quickstart/',
  keys: {
    'private-key': {
      label: 'private key',
      about: 'private key of a peer',
      detect: [
        {
          rule: 'wireguard-private-key',
          about: 'WireGuard private key',
          pattern: /Private_?Key["']?\s{0,8}[=:]\s{0,8}["']?(?<secret>[A-Za-z0-9+/]{43}=)(?![A-Za-z0-9+/=])/i,
          literals: ['privatekey', 'private_key'],
          minEntropy: 3.5,
          judge: judgeBase64,
          examples: ['[Interface]\nPrivateKey = {A-Za-z0-9+/:42}8=', 'privateKey: "{A-Za-z0-9+/:42}A="'],
          lookalikes: ['PublicKey = {A-Za-z0-9+/:42}8=', 'PrivateKey = {A-Za-z0-9+/:30}8='],
        },
      ],
    },
    'preshared-key': {
      label: 'preshared key',
      about: 'key that two peers share',
      detect: [
        {
          rule: 'wireguard-preshared-key',
          about: 'WireGuard preshared key',
          pattern: /Pre_?shared_?Key["']?\s{0,8}[=:]\s{0,8}["']?(?<secret>[A-Za-z0-9+/]{43}=)(?![A-Za-z0-9+/=])/i,
          literals: ['presharedkey', 'preshared_key', 'pre_shared_key'],
          minEntropy: 3.5,
          judge: judgeBase64,
          examples: ['[Peer]\nPresharedKey = {A-Za-z0-9+/:42}8='],
          lookalikes: ['PresharedKey = {A-Za-z0-9+/:30}8='],
        },
      ],
    },
  },
})
