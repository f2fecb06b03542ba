/** Ramp: client secrets begin with `ramp_sec_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ramp',
  name: 'Ramp',
  docs: 'https://docs.ramp.com/developer-api/v1/authorization',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        {
          rule: 'ramp-client-secret',
          about: 'Ramp client secret',
          pattern: /(?<![A-Za-z0-9])(?<secret>ramp_(?:sec|tok|business_tok)_[A-Za-z0-9]{48})(?![A-Za-z0-9])/,
          literals: ['ramp_sec_', 'ramp_tok_', 'ramp_business_tok_'],
          minEntropy: 3,
          examples: [
            'KEY=ramp_sec_{A-Za-z0-9:48}',
            '"ramp_tok_{A-Za-z0-9:48}"',
            'Bearer ramp_business_tok_{A-Za-z0-9:48}',
          ],
          lookalikes: ['ramp_sec_{A-Za-z0-9:36}', 'qramp_sec_{A-Za-z0-9:48}'],
        },
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        fixedKey({
          rule: 'ramp-client-id',
          about: 'Ramp client id',
          key: /ramp_id_[A-Za-z0-9]{40}/,
          part: 'id',
        }),
      ],
    },
  },
})
