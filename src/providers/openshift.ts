/** OpenShift: user tokens begin with `sha256~`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'openshift',
  name: 'OpenShift',
  docs: 'https://docs.openshift.com/container-platform/latest/authentication/understanding-authentication.html',
  keys: {
    'user-token': {
      label: 'user token',
      about: 'user token',
      detect: [
        fixedKey({
          rule: 'openshift-user-token',
          about: 'OpenShift user token',
          key: /sha256~[A-Za-z0-9_-]{43}/,
        }),
      ],
    },
  },
})
