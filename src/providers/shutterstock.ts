/** Shutterstock: access tokens, consumer keys and consumer secrets are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'shutterstock',
  name: 'Shutterstock',
  docs: 'https://api-reference.shutterstock.com',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'shutterstock-access-token',
          about: 'Shutterstock access token',
          names: ['shutter stock'],
          key: /v2\/[A-Za-z0-9]{388}/,
        }),
      ],
    },
    'consumer-key': {
      label: 'consumer key',
      about: 'consumer key',
      detect: [
        keyBesideName({
          rule: 'shutterstock-consumer-key',
          about: 'Shutterstock consumer key',
          names: ['shutter stock'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
    'consumer-secret': {
      label: 'consumer secret',
      about: 'consumer secret',
      detect: [
        keyBesideName({
          rule: 'shutterstock-consumer-secret',
          about: 'Shutterstock consumer secret',
          names: ['shutter stock'],
          key: /[A-Za-z0-9]{16}/,
        }),
      ],
    },
  },
})
