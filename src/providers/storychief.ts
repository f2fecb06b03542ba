/** StoryChief: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'storychief',
  name: 'StoryChief',
  docs: 'https://developers.storychief.io',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'storychief-api-key',
          about: 'StoryChief API key',
          names: ['story chief'],
          key: /[A-Za-z0-9_.-]{940,1000}/,
        }),
      ],
    },
  },
})
