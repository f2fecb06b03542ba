/** Trello: tokens and API keys are known by the name beside them. */
import { fixedKey, keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'trello',
  name: 'Trello',
  docs: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/',
  keys: {
    token: {
      label: 'token',
      about: 'token',
      detect: [
        keyBesideName({
          rule: 'trello-token',
          about: 'Trello token',
          names: ['trello'],
          key: /[a-z0-9-]{60,70}/,
        }),
        fixedKey({
          rule: 'trello-api-token',
          about: 'Trello API token',
          key: /ATTA[A-Za-z0-9]{72}/,
        }),
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'trello-api-key',
          about: 'Trello API key',
          names: ['trello'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
