/** Twitter: bearer tokens begin with `AAAAAAAAAAAAAAAAAAAAA`; API keys of 25 characters, known by the name beside them; API secrets of 50 characters, known by the name beside them; access tokens of 61 characters, known by the name beside them; access secrets of 45 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'twitter',
  name: 'Twitter',
  docs: 'https://docs.x.com/resources/fundamentals/authentication/overview',
  keys: {
    'bearer-token': {
      label: 'bearer token',
      about: 'bearer token',
      detect: [
        {
          rule: 'twitter-bearer-token',
          about: 'Twitter bearer token',
          pattern: /(?<![A-Za-z0-9])(?<secret>AAAAAAAAAAAAAAAAAAAAA[A-Za-z0-9%]{80,110})(?![A-Za-z0-9])/,
          literals: ['aaaaaaaaaaaaaaaaaaaaa'],
          minEntropy: 3.5,
          examples: ['KEY=AAAAAAAAAAAAAAAAAAAAA{A-Za-z0-9%:90}', '"AAAAAAAAAAAAAAAAAAAAA{A-Za-z0-9%:90}"'],
          lookalikes: ['AAAAAAAAAAAAAAAAAAAAA{A-Za-z0-9%:60}', 'qAAAAAAAAAAAAAAAAAAAAA{A-Za-z0-9%:90}'],
        },
        keyBesideName({
          rule: 'twitter-named-bearer-token',
          about: 'Twitter bearer token',
          names: ['twitter'],
          key: /AAAA[A-Za-z0-9%]{50,300}/,
        }),
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'twitter-api-key',
          about: 'Twitter API key',
          names: ['twitter'],
          key: /[A-Za-z0-9]{25}/,
        }),
        keyBesideName({
          rule: 'twitter-old-api-key',
          about: 'Twitter API key of another length',
          names: [
            'twitter api key',
            'twitter key',
            'twitter consumer key',
            'twitter app key',
            'twitter client id',
            'twitter api id',
          ],
          key: /[A-Za-z0-9]{18,24}/,
        }),
      ],
    },
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'twitter-api-secret',
          about: 'Twitter API secret',
          names: ['twitter'],
          key: /[A-Za-z0-9]{50}/,
        }),
      ],
    },
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'twitter-access-token',
          about: 'Twitter access token',
          names: ['twitter'],
          key: /[0-9]{15,20}-[A-Za-z0-9]{20,40}/,
        }),
      ],
    },
    'access-secret': {
      label: 'access secret',
      about: 'access secret',
      detect: [
        keyBesideName({
          rule: 'twitter-access-secret',
          about: 'Twitter access secret',
          names: ['twitter'],
          key: /[A-Za-z0-9]{35,45}/,
        }),
      ],
    },
  },
})
