/** RiteKit: client secrets are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ritekit',
  name: 'RiteKit',
  docs: 'https://documenter.getpostman.com/view/2010712/SzS7Qku5',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'ritekit-client-secret',
          about: 'RiteKit client secret',
          names: ['rite kit'],
          key: /[a-f0-9]{44}/,
        }),
      ],
    },
  },
})
