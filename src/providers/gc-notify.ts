/** GC Notify (Canadian Digital Service): API keys begin with `gcntfy-`, then the name of the key, the id of the service and the secret. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'gc-notify',
  name: 'GC Notify',
  docs: 'https://documentation.notification.canada.ca/en/start.html',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'gc-notify-api-key',
          about: 'GC Notify API key',
          key: /gcntfy-[A-Za-z0-9_-]{1,60}-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
