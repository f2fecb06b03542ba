/** Webex: access tokens of bots name the cluster and the organization; client secrets are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'webex',
  name: 'Webex',
  docs: 'https://developer.webex.com/docs/bots',
  keys: {
    'bot-token': {
      label: 'bot token',
      about: 'access token of a bot or a person',
      detect: [
        keyBesideName({
          rule: 'webex-bot-token',
          about: 'Webex bot token',
          names: ['webex', 'cisco spark', 'spark'],
          key: /[A-Za-z0-9]{64}_[A-Za-z0-9]{4}_[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
    'client-secret': {
      label: 'client secret',
      about: 'client secret of an integration',
      detect: [
        keyBesideName({
          rule: 'webex-client-secret',
          about: 'Webex client secret',
          names: ['webex', 'cisco spark'],
          common: true,
          key: /[a-f0-9]{64}/,
          partners: [{ rule: 'webex-client-id' }],
        }),
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id of an integration',
      detect: [
        keyBesideName({
          rule: 'webex-client-id',
          about: 'Webex client id',
          names: ['webex', 'cisco spark'],
          common: true,
          key: /C[a-f0-9]{64}/,
          part: 'id',
        }),
      ],
    },
  },
})
