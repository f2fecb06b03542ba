/** OpenVPN: client secrets are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'openvpn',
  name: 'OpenVPN',
  docs: 'https://openvpn.net/cloud-docs/developer/',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'openvpn-client-secret',
          about: 'OpenVPN client secret',
          names: ['open vpn', 'cloud connexa'],
          key: /[A-Za-z0-9_-]{64}/,
        }),
      ],
    },
  },
})
