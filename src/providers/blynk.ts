/** Blynk: device tokens of 32 characters, organisation tokens of 40, ids and secrets of OAuth clients. */
import { fixedKey, keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'blynk',
  name: 'Blynk',
  docs: 'https://docs.blynk.io/en/blynk.cloud/device-https-api',
  keys: {
    'device-token': {
      label: 'device token',
      about: 'device token',
      detect: [
        keyBesideName({
          rule: 'blynk-device-token',
          about: 'Blynk device token',
          names: ['blynk'],
          key: /[A-Za-z0-9_-]{32}/,
        }),
      ],
    },
    'organization-token': {
      label: 'organization token',
      about: 'organization token',
      detect: [
        keyBesideName({
          rule: 'blynk-organization-token',
          about: 'Blynk organization token',
          names: ['blynk'],
          key: /[A-Za-z0-9_-]{40}/,
        }),
      ],
    },
    'client-id': {
      label: 'OAuth client id',
      about: 'OAuth client id',
      detect: [
        fixedKey({
          rule: 'blynk-client-id',
          about: 'Blynk OAuth client id',
          part: 'id',
          key: /oa2-client-id_[A-Za-z0-9_-]{32}/,
        }),
      ],
    },
    'client-secret': {
      label: 'OAuth client secret',
      about: 'OAuth client secret',
      detect: [
        keyBesideName({
          rule: 'blynk-client-secret',
          about: 'Blynk OAuth client secret',
          names: ['oa2-client-id'],
          key: /[A-Za-z0-9_-]{40}/,
        }),
      ],
    },
  },
})
