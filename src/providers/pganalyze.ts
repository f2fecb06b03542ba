/** pganalyze: read keys begin with `pgar_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pganalyze',
  name: 'pganalyze',
  docs: 'https://pganalyze.com/docs/api',
  keys: {
    'read-key': {
      label: 'read key',
      about: 'read key',
      detect: [
        fixedKey({
          rule: 'pganalyze-read-key',
          about: 'pganalyze read key',
          key: /pgar_[A-Za-z0-9]{27}/,
        }),
      ],
    },
  },
})
