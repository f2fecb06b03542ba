/** Webex: client secrets are known by the name beside them; client ids are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

const names = ['webex', 'cisco spark']

export default defineProvider({
  id: 'webex',
  name: 'Webex',
  docs: 'https://developer.webex.com/docs/integrations',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'webex-client-secret',
          about: 'Webex client secret',
          names,
          common: true,
          key: /[a-f0-9]{64}/,
          partners: [{ rule: 'webex-client-id' }],
        }),
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        keyBesideName({
          rule: 'webex-client-id',
          about: 'Webex client id',
          names,
          common: true,
          key: /C[a-f0-9]{64}/,
          part: 'id',
        }),
      ],
    },
  },
})
