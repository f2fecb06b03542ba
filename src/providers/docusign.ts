/** Docusign: secret keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'docusign',
  name: 'Docusign',
  docs: 'https://developers.docusign.com/platform/auth/authcode/authcode-get-token/',
  keys: {
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        keyBesideName({
          rule: 'docusign-secret-key',
          about: 'Docusign secret key',
          names: ['docusign'],
          key: /[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
