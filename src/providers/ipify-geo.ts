/** IP Geolocation by ipify: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ipify-geo',
  name: 'IP Geolocation by ipify',
  docs: 'https://geo.ipify.org/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'ipify-geo-api-key',
          about: 'IP Geolocation by ipify API key',
          names: ['ipify', 'ipifi'],
          key: /[A-Za-z0-9_]{32}/,
        }),
      ],
    },
  },
})
