/** Sendbird: API tokens of 40 characters and organization keys of 24 are known by the name beside them; application ids are UUIDs. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'sendbird',
  name: 'Sendbird',
  docs: 'https://sendbird.com/docs/chat/platform-api/v3/prepare-to-use-api',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'sendbird-api-token',
          about: 'Sendbird API token',
          names: ['sendbird'],
          key: /[a-f0-9]{40}/,
          partners: [{ rule: 'sendbird-application-id' }],
        }),
      ],
    },
    'organization-key': {
      label: 'organization API key',
      about: 'organization API key',
      detect: [
        keyBesideName({
          rule: 'sendbird-organization-key',
          about: 'Sendbird organization API key',
          names: ['sendbird'],
          key: /[a-f0-9]{24}/,
        }),
      ],
    },
    'application-id': {
      label: 'application id',
      about: 'application id',
      detect: [
        keyBesideName({
          rule: 'sendbird-application-id',
          about: 'Sendbird application id',
          names: ['sendbird'],
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
          part: 'id',
        }),
      ],
    },
  },
})
