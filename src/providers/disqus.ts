/** Disqus: secret keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'disqus',
  name: 'Disqus',
  docs: 'https://disqus.com/api/docs/requests/',
  keys: {
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        keyBesideName({
          rule: 'disqus-secret-key',
          about: 'Disqus secret key',
          names: ['disqus'],
          key: /[A-Za-z0-9]{64}/,
        }),
      ],
    },
  },
})
