/** Drone CI: access tokens of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'drone-ci',
  name: 'Drone CI',
  docs: 'https://docs.drone.io/cli/configure/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'drone-ci-access-token',
          about: 'Drone CI access token',
          names: ['drone', 'droneci', 'drone ci'],
          key: /[A-Za-z0-9]{32}/,
          common: true,
        }),
      ],
    },
  },
})
