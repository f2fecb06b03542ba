/** Mailboxlayer: access keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mailboxlayer',
  name: 'Mailboxlayer',
  docs: 'https://mailboxlayer.com/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'mailboxlayer-access-key',
          about: 'Mailboxlayer access key',
          names: ['mailbox layer'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
