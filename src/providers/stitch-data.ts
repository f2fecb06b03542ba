/** Stitch: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'stitch-data',
  name: 'Stitch',
  docs: 'https://www.stitchdata.com/docs/developers/stitch-connect/api',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'stitch-data-access-token',
          about: 'Stitch access token',
          names: ['stitch data'],
          key: /[a-z0-9_]{35}/,
        }),
      ],
    },
  },
})
