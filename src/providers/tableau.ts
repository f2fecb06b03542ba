/** Tableau: personal access tokens are 16 bytes in base64, a colon and 32 characters. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'tableau',
  name: 'Tableau',
  docs: 'https://help.tableau.com/current/server/en-us/security_personal_access_tokens.htm',
  keys: {
    'personal-access-token': {
      label: 'personal access token',
      about: 'secret of a personal access token',
      detect: [
        {
          rule: 'tableau-personal-access-token',
          about: 'Tableau personal access token',
          pattern: /(?<![A-Za-z0-9+/])(?<secret>[A-Za-z0-9+/]{22}==:[A-Za-z0-9]{32})(?![A-Za-z0-9])/,
          literals: ['==:'],
          minEntropy: 3.5,
          partners: [{ rule: 'tableau-host' }],
          examples: ['TABLEAU_TOKEN_SECRET={A-Za-z0-9+/:22}==:{A-Za-z0-9:32}', '"{A-Za-z0-9+/:22}==:{A-Za-z0-9:32}"'],
          lookalikes: ['{A-Za-z0-9+/:22}==:{A-Za-z0-9:20}', '{A-Za-z0-9+/:40}==:{A-Za-z0-9:32}'],
        },
      ],
    },
    host: {
      label: 'host',
      about: 'the server that a token opens',
      detect: [
        {
          rule: 'tableau-host',
          about: 'Tableau host',
          pattern: /(?<![A-Za-z0-9.-])(?<secret>[A-Za-z0-9-]{1,60}\.online\.tableau\.com)(?![A-Za-z0-9-])/,
          literals: ['.online.tableau.com'],
          window: { before: 80, after: 24 },
          part: 'context',
          examples: ['https://{a-z0-9:10}.online.tableau.com/'],
          lookalikes: ['https://online.tableau.com/'],
        },
      ],
    },
  },
})
