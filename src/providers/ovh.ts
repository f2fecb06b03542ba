/** OVHcloud: application secrets and application keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

const names = ['ovh', 'ovhcloud']

export default defineProvider({
  id: 'ovh',
  name: 'OVHcloud',
  docs: 'https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api',
  keys: {
    'application-secret': {
      label: 'application secret',
      about: 'application secret',
      detect: [
        keyBesideName({
          rule: 'ovh-application-secret',
          about: 'OVHcloud application secret',
          names,
          common: true,
          key: /[A-Za-z0-9-]{32}/,
        }),
      ],
    },
    'application-key': {
      label: 'application key',
      about: 'application key',
      detect: [
        keyBesideName({
          rule: 'ovh-application-key',
          about: 'OVHcloud application key',
          names,
          common: true,
          key: /[A-Za-z0-9-]{16}/,
        }),
      ],
    },
  },
})
