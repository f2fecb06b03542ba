/** Unsplash: access keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'unsplash',
  name: 'Unsplash',
  docs: 'https://unsplash.com/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'unsplash-access-key',
          about: 'Unsplash access key',
          names: ['unsplash'],
          key: /[A-Za-z0-9_-]{43}/,
        }),
      ],
    },
  },
})
