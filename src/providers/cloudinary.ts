/** Cloudinary: API secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'cloudinary',
  name: 'Cloudinary',
  docs: 'https://cloudinary.com/documentation/developer_onboarding_faq_find_credentials',
  keys: {
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'cloudinary-api-secret',
          about: 'Cloudinary API secret',
          names: ['cloudinary'],
          key: /[A-Za-z0-9_-]{27}/,
        }),
      ],
    },
    'api-secret-32': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'cloudinary-api-secret-32',
          about: 'Cloudinary API secret',
          names: ['cloudinary'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
    'api-key-id': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'cloudinary-api-key',
          about: 'Cloudinary API key, which names its secret',
          names: ['cloudinary'],
          part: 'id',
          key: /[0-9]{15}/,
        }),
      ],
    },
  },
})
