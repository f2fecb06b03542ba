/** Adafruit IO: API keys begin with `aio_`. */
import { keyBesideName } from './key-form.ts'
import { header, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'adafruit',
  name: 'Adafruit IO',
  docs: 'https://io.adafruit.com/api/docs/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://io.adafruit.com',
        path: '/api/v2/user',
        send: header('x-aio-key'),
        live: 'user.username',
      }),
      detect: [
        {
          rule: 'adafruit-api-key',
          about: 'Adafruit IO API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>aio_[A-Za-z0-9]{28})(?![A-Za-z0-9])/,
          literals: ['aio_'],
          minEntropy: 3,
          examples: ['KEY=aio_{A-Za-z0-9:28}', '"aio_{A-Za-z0-9:28}"'],
          lookalikes: ['aio_{A-Za-z0-9:21}', 'qaio_{A-Za-z0-9:28}'],
        },
        keyBesideName({
          rule: 'adafruit-named-key',
          about: 'Adafruit IO key',
          names: ['adafruit'],
          key: /[A-Za-z0-9_-]{32}/,
        }),
      ],
    },
  },
})
