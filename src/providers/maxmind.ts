/** MaxMind: license keys of 40 characters; license keys of 16 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { inAddress, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'maxmind',
  name: 'MaxMind',
  docs: 'https://support.maxmind.com/hc/en-us/articles/4407111582235',
  keys: {
    'license-key': {
      label: 'license key',
      about: 'license key',
      ...probe({
        at: 'https://secret-scanning.maxmind.com',
        method: 'POST',
        path: '/secrets/validate-license-key',
        send: inAddress,
        body: ({ key = '' }) => new URLSearchParams({ license_key: key }),
        live: ({ status }) => status === 204,
      }),
      detect: [
        {
          rule: 'maxmind-license-key',
          about: 'MaxMind license key',
          pattern: /(?<![A-Za-z0-9])(?<secret>[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk)(?![A-Za-z0-9])/,
          literals: ['_mmk'],
          minEntropy: 3,
          window: { before: 48, after: 72 },
          examples: ['KEY={A-Za-z0-9:6}_{A-Za-z0-9:29}_mmk', '"{A-Za-z0-9:6}_{A-Za-z0-9:29}_mmk"'],
          lookalikes: ['{A-Za-z0-9:6}_{A-Za-z0-9:20}_mmk', '{A-Za-z0-9:6}_{A-Za-z0-9:29}_mmx'],
        },
        keyBesideName({
          rule: 'maxmind-license-key-old',
          about: 'MaxMind license key',
          names: ['maxmind', 'geolite'],
          key: /[A-Za-z0-9]{16}/,
        }),
      ],
    },
  },
})
