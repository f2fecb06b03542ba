/** Agora: app certificates, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'agora',
  name: 'Agora',
  docs: 'https://docs.agora.io/en/video-calling/get-started/manage-agora-account',
  keys: {
    'app-certificate': {
      label: 'app certificate',
      about: 'app certificate',
      detect: [
        keyBesideName({
          rule: 'agora-app-certificate',
          about: 'Agora app certificate',
          names: ['agora'],
          key: /[a-f0-9]{32}/,
          common: true,
        }),
      ],
    },
  },
})
