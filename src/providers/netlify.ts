/** Netlify: access tokens begin with `nfp_`; legacy tokens of 46 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { bearer, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

const ASK = probe({
  at: 'https://api.netlify.com',
  path: '/api/v1/user',
  send: bearer,
  live: 'id',
  inspect: ({ body }) => ({
    // A personal token may do whatever its owner may.
    access: 'admin',
    environment: 'live',
    ...identity(body, { account: 'id', principal: 'email' }),
    canMintKeys: 'yes',
    movesMoney: 'no',
  }),
})

export default defineProvider({
  id: 'netlify',
  name: 'Netlify',
  docs: 'https://docs.netlify.com/api/get-started/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...ASK,
      detect: [
        {
          rule: 'netlify-access-token',
          about: 'Netlify access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>nf(?:p|c|o|u|b)_[A-Za-z0-9_]{36})(?![A-Za-z0-9_-])/,
          literals: ['nfp_', 'nfc_', 'nfo_', 'nfu_', 'nfb_'],
          minEntropy: 3,
          examples: [
            'KEY=nfp_{A-Za-z0-9_:36}',
            '"nfc_{A-Za-z0-9_:36}"',
            'Bearer nfo_{A-Za-z0-9_:36}',
            'token: nfu_{A-Za-z0-9_:36}',
            'KEY=nfb_{A-Za-z0-9_:36}',
          ],
          lookalikes: ['nfp_{A-Za-z0-9_:27}', 'qnfp_{A-Za-z0-9_:36}'],
        },
        keyBesideName({
          rule: 'netlify-hex-token',
          about: 'Netlify access token of hex digits',
          names: ['netlify'],
          key: /[a-f0-9]{60,64}/,
        }),
      ],
    },
    'legacy-token': {
      label: 'legacy token',
      about: 'legacy token',
      ...ASK,
      detect: [
        keyBesideName({
          rule: 'netlify-legacy-token',
          about: 'Netlify legacy token',
          names: ['netlify'],
          key: /[A-Za-z0-9_=-]{40,46}/,
        }),
      ],
    },
  },
})
