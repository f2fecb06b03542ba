/** Ionic Appflow: access tokens begin with `ion_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ionic',
  name: 'Ionic Appflow',
  docs: 'https://ionic.io/docs/appflow/personal-access-tokens',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'ionic-access-token',
          about: 'Ionic Appflow access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>ion_[A-Za-z0-9]{42})(?![A-Za-z0-9])/,
          literals: ['ion_'],
          minEntropy: 3,
          examples: ['KEY=ion_{A-Za-z0-9:42}', '"ion_{A-Za-z0-9:42}"'],
          lookalikes: ['ion_{A-Za-z0-9:32}', 'qion_{A-Za-z0-9:42}'],
        },
      ],
    },
  },
})
