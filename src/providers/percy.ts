/** Percy: project tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'percy',
  name: 'Percy',
  docs: 'https://www.browserstack.com/docs/percy',
  keys: {
    'project-token': {
      label: 'project token',
      about: 'project token',
      detect: [
        keyBesideName({
          rule: 'percy-project-token',
          about: 'Percy project token',
          names: ['percy'],
          common: true,
          key: /[a-f0-9]{64}/,
        }),
      ],
    },
  },
})
