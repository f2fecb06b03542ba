/**
 * MongoDB Atlas: service account secrets begin with `mdb_sa_sk_`; service account ids begin with `mdb_sa_id_`;
 * private keys of an API key are known by the name beside them.
 */
import { fixedKey, keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mongodb-atlas',
  name: 'MongoDB Atlas',
  docs: 'https://www.mongodb.com/docs/atlas/api/service-accounts-overview/',
  keys: {
    'service-account-secret': {
      label: 'service account secret',
      about: 'service account secret',
      detect: [
        fixedKey({
          rule: 'mongodb-atlas-service-account-secret',
          about: 'MongoDB Atlas service account secret',
          key: /mdb_sa_sk_[A-Za-z0-9_-]{40}/,
          partners: [{ rule: 'mongodb-atlas-service-account-id' }],
        }),
      ],
    },
    'service-account-id': {
      label: 'service account id',
      about: 'service account id',
      detect: [
        fixedKey({
          rule: 'mongodb-atlas-service-account-id',
          about: 'MongoDB Atlas service account id',
          key: /mdb_sa_id_[a-f0-9]{24}/,
          part: 'id',
        }),
      ],
    },
    'private-key': {
      label: 'private key of an API key',
      about: 'private key of an API key',
      detect: [
        keyBesideName({
          rule: 'mongodb-atlas-private-key',
          about: 'MongoDB Atlas private key of an API key',
          names: ['mongodb atlas', 'atlas', 'mongodb'],
          common: true,
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
          partners: [{ rule: 'mongodb-atlas-service-account-id' }],
        }),
      ],
    },
  },
})
