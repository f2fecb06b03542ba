/** SurveySparrow: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'surveysparrow',
  name: 'SurveySparrow',
  docs: 'https://developers.surveysparrow.com',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'surveysparrow-access-token',
          about: 'SurveySparrow access token',
          names: ['survey sparrow'],
          key: /[A-Za-z0-9_-]{86,88}/,
        }),
      ],
    },
  },
})
