/** NetSuite: token or consumer secrets are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'netsuite',
  name: 'NetSuite',
  docs: 'https://docs.oracle.com/en/cloud/saas/netsuite/',
  keys: {
    'token-secret': {
      label: 'token or consumer secret',
      about: 'token or consumer secret',
      detect: [
        keyBesideName({
          rule: 'netsuite-token-secret',
          about: 'NetSuite token or consumer secret',
          names: ['net suite'],
          key: /[A-Za-z0-9]{64}/,
        }),
      ],
    },
  },
})
