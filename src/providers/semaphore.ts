/** Semaphore: API tokens and new API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

const names = ['semaphore', 'semaphore ci']

export default defineProvider({
  id: 'semaphore',
  name: 'Semaphore',
  docs: 'https://docs.semaphoreci.com/reference/api',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'semaphore-api-token',
          about: 'Semaphore API token',
          names,
          common: true,
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
    'new-api-token': {
      label: 'new API token',
      about: 'new API token',
      detect: [
        keyBesideName({
          rule: 'semaphore-new-api-token',
          about: 'Semaphore new API token',
          names,
          common: true,
          key: /[A-Za-z0-9_-]{20}/,
        }),
      ],
    },
  },
})
