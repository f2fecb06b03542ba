/** Splunk: access tokens and HEC tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'splunk',
  name: 'Splunk',
  docs: 'https://dev.splunk.com/observability/docs/apibasics/authentication_basics/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'splunk-access-token',
          about: 'Splunk access token',
          names: ['splunk'],
          key: /[A-Za-z0-9_-]{22}/,
        }),
      ],
    },
    'hec-token': {
      label: 'HEC token',
      about: 'HEC token',
      detect: [
        keyBesideName({
          rule: 'splunk-hec-token',
          about: 'Splunk HEC token',
          names: ['splunk'],
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
