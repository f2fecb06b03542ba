/** Cisco Meraki: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'meraki',
  name: 'Cisco Meraki',
  docs: 'https://developer.cisco.com/meraki/api-v1/authorization/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'meraki-api-key',
          about: 'Cisco Meraki API key',
          names: ['meraki'],
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
