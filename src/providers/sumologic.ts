/** Sumo Logic: access keys and access ids are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

const names = ['sumo logic', 'sumo']

export default defineProvider({
  id: 'sumologic',
  name: 'Sumo Logic',
  docs: 'https://help.sumologic.com/docs/manage/security/access-keys/',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'sumologic-access-key',
          about: 'Sumo Logic access key',
          names,
          common: true,
          key: /[A-Za-z0-9]{64}/,
          partners: [{ rule: 'sumologic-access-id' }],
        }),
      ],
    },
    'access-id': {
      label: 'access id',
      about: 'access id',
      detect: [
        keyBesideName({
          rule: 'sumologic-access-id',
          about: 'Sumo Logic access id',
          names,
          common: true,
          key: /su[A-Za-z0-9]{12}/,
          part: 'id',
        }),
      ],
    },
  },
})
