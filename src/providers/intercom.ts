/** Intercom: access tokens begin with `dG9rO`; access tokens of 60 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'intercom',
  name: 'Intercom',
  docs: 'https://developers.intercom.com/docs/build-an-integration/learn-more/authentication',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'intercom-access-token',
          about: 'Intercom access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>dG9rO[A-Za-z0-9+/]{54}=)/,
          literals: ['dg9ro'],
          minEntropy: 3.5,
          examples: ['KEY=dG9rO{A-Za-z0-9+/:54}=', '"dG9rO{A-Za-z0-9+/:54}="'],
          lookalikes: ['dG9rO{A-Za-z0-9+/:41}=', 'qdG9rO{A-Za-z0-9+/:54}='],
        },
        {
          rule: 'intercom-named-token',
          about: 'Intercom access token',
          pattern:
            /(?:intercom|Intercom|INTERCOM)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9_=-]{60})(?![A-Za-z0-9_-])/,
          literals: ['intercom'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'INTERCOM_API_KEY={A-Za-z0-9_=-:60}',
            'intercomToken: "{A-Za-z0-9_=-:60}"',
            "'intercom_secret' => '{A-Za-z0-9_=-:60}'",
          ],
          lookalikes: [
            'INTERCOM_API_KEY={A-Za-z0-9_=-:45}',
            'intercom says that {A-Za-z0-9_=-:60} is a commit',
            'OTHER_KEY={A-Za-z0-9_=-:60}',
          ],
        },
      ],
    },
  },
})
