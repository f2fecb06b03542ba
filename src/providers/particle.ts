/** Particle: access tokens of 40 characters, in a request to its interface or known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'particle',
  name: 'Particle',
  docs: 'https://docs.particle.io/reference/cloud-apis/access-tokens/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token: controls devices',
      detect: [
        {
          rule: 'particle-request-token',
          about: 'Particle access token in a request',
          pattern:
            /(?:access_token=|Bearer\s{1,3})(?<secret>[a-f0-9]{40})(?![A-Za-z0-9])["'\s\\]{1,12}https:\/\/api\.particle\.io\/v1/,
          literals: ['api.particle.io'],
          minEntropy: 2.8,
          window: { before: 128, after: 32 },
          examples: ['curl -H "Authorization: Bearer {a-f0-9:40}" https://api.particle.io/v1/devices'],
          lookalikes: ['curl -H "Authorization: Bearer {a-f0-9:40}" https://api.example.com/v1/devices'],
        },
        keyBesideName({
          rule: 'particle-access-token',
          about: 'Particle access token',
          names: ['particle io', 'particle'],
          common: true,
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
