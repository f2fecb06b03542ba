/** GoCardless: access tokens of 45 characters, known by the name beside them; sandbox tokens of 48 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'gocardless',
  name: 'GoCardless',
  docs: 'https://developer.gocardless.com/getting-started/api/making-your-first-request/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'gocardless-access-token',
          about: 'GoCardless access token',
          pattern:
            /(?:gocardless|Gocardless|GOCARDLESS|go_cardless|GoCardless|GO_CARDLESS)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>live_[A-Za-z0-9_=-]{40})(?![A-Za-z0-9_-])/,
          literals: ['gocardless', 'go_cardless'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'GOCARDLESS_API_KEY=live_{A-Za-z0-9_=-:40}',
            'gocardlessToken: "live_{A-Za-z0-9_=-:40}"',
            "'gocardless_secret' => 'live_{A-Za-z0-9_=-:40}'",
          ],
          lookalikes: [
            'GOCARDLESS_API_KEY=live_{A-Za-z0-9_=-:30}',
            'gocardless says that live_{A-Za-z0-9_=-:40} is a commit',
            'OTHER_KEY=live_{A-Za-z0-9_=-:40}',
          ],
        },
      ],
    },
    'sandbox-token': {
      label: 'sandbox token',
      about: 'sandbox token',
      detect: [
        {
          rule: 'gocardless-sandbox-token',
          about: 'GoCardless sandbox token',
          pattern:
            /(?:gocardless|Gocardless|GOCARDLESS|go_cardless|GoCardless|GO_CARDLESS)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>sandbox_[A-Za-z0-9_=-]{40})(?![A-Za-z0-9_-])/,
          literals: ['gocardless', 'go_cardless'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'GOCARDLESS_API_KEY=sandbox_{A-Za-z0-9_=-:40}',
            'gocardlessToken: "sandbox_{A-Za-z0-9_=-:40}"',
            "'gocardless_secret' => 'sandbox_{A-Za-z0-9_=-:40}'",
          ],
          lookalikes: [
            'GOCARDLESS_API_KEY=sandbox_{A-Za-z0-9_=-:30}',
            'gocardless says that sandbox_{A-Za-z0-9_=-:40} is a commit',
            'OTHER_KEY=sandbox_{A-Za-z0-9_=-:40}',
          ],
        },
      ],
    },
  },
})
