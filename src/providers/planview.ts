/** Planview AgilePlace: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'planview',
  name: 'Planview AgilePlace',
  docs: 'https://success.planview.com/Planview_AgilePlace',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'planview-api-token',
          about: 'Planview AgilePlace API token',
          names: ['planview', 'planviewleankit', 'lean kit'],
          common: true,
          key: /[a-f0-9]{128}/,
        }),
      ],
    },
  },
})
