/** Airbrake: user keys, known by the name beside them; project keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'airbrake',
  name: 'Airbrake',
  docs: 'https://docs.airbrake.io/docs/devops-tools/api/',
  keys: {
    'user-key': {
      label: 'user key',
      about: 'user key',
      detect: [
        keyBesideName({
          rule: 'airbrake-user-key',
          about: 'Airbrake user key',
          names: ['airbrake'],
          key: /[A-Za-z0-9-]{40}/,
        }),
      ],
    },
    'project-key': {
      label: 'project key',
      about: 'project key',
      detect: [
        keyBesideName({
          rule: 'airbrake-project-key',
          about: 'Airbrake project key',
          names: ['airbrake'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
