/** BlazeMeter: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'blazemeter',
  name: 'BlazeMeter',
  docs: 'https://help.blazemeter.com/apidocs/api-monitoring/authentication.htm',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'blazemeter-api-token',
          about: 'BlazeMeter API token',
          names: ['blazemeter', 'runscope'],
          key: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
        }),
      ],
    },
  },
})
