/** Help Scout: app secrets of 40 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'helpscout',
  name: 'Help Scout',
  docs: 'https://developer.helpscout.com/mailbox-api/overview/authentication/',
  keys: {
    'app-secret': {
      label: 'app secret',
      about: 'app secret',
      detect: [
        {
          rule: 'helpscout-app-secret',
          about: 'Help Scout app secret',
          pattern:
            /(?:helpscout|Helpscout|HELPSCOUT|help_scout|HelpScout|HELP_SCOUT)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9]{32,40})(?![A-Za-z0-9])/,
          literals: ['helpscout', 'help_scout'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'HELPSCOUT_API_KEY={A-Za-z0-9:36}',
            'helpscoutToken: "{A-Za-z0-9:36}"',
            "'helpscout_secret' => '{A-Za-z0-9:36}'",
          ],
          lookalikes: [
            'HELPSCOUT_API_KEY={A-Za-z0-9:24}',
            'helpscout says that {A-Za-z0-9:36} is a commit',
            'OTHER_KEY={A-Za-z0-9:36}',
          ],
        },
      ],
    },
  },
})
