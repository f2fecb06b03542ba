/** Netlify: access tokens begin with `nfp_`; legacy tokens of 46 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'netlify',
  name: 'Netlify',
  docs: 'https://docs.netlify.com/api/get-started/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
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
      ],
    },
    'legacy-token': {
      label: 'legacy token',
      about: 'legacy token',
      detect: [
        {
          rule: 'netlify-legacy-token',
          about: 'Netlify legacy token',
          pattern:
            /(?:netlify|Netlify|NETLIFY)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9_=-]{43,46})(?![A-Za-z0-9_-])/,
          literals: ['netlify'],
          minEntropy: 3.5,
          judge: judgeByName,
          examples: [
            'NETLIFY_API_KEY={A-Za-z0-9_=-:44}',
            'netlifyToken: "{A-Za-z0-9_=-:44}"',
            "'netlify_secret' => '{A-Za-z0-9_=-:44}'",
          ],
          lookalikes: [
            'NETLIFY_API_KEY={A-Za-z0-9_=-:33}',
            'netlify says that {A-Za-z0-9_=-:44} is a commit',
            'OTHER_KEY={A-Za-z0-9_=-:44}',
          ],
        },
      ],
    },
  },
})
