/** Todoist: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'todoist',
  name: 'Todoist',
  docs: 'https://developer.todoist.com/api/v1/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'todoist-api-token',
          about: 'Todoist API token',
          names: ['todoist'],
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
