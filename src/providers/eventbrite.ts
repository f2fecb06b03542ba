/** Eventbrite: access tokens of 20 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'eventbrite',
  name: 'Eventbrite',
  docs: 'https://www.eventbrite.com/platform/docs/authentication',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'eventbrite-access-token',
          about: 'Eventbrite access token',
          pattern:
            /(?:eventbrite|Eventbrite|EVENTBRITE)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Z0-9]{20})(?![A-Za-z0-9])/,
          literals: ['eventbrite'],
          minEntropy: 2.5,
          judge: judgeByName,
          examples: [
            'EVENTBRITE_API_KEY={A-Z0-9:20}',
            'eventbriteToken: "{A-Z0-9:20}"',
            "'eventbrite_secret' => '{A-Z0-9:20}'",
          ],
          lookalikes: [
            'EVENTBRITE_API_KEY={A-Z0-9:15}',
            'eventbrite says that {A-Z0-9:20} is a commit',
            'OTHER_KEY={A-Z0-9:20}',
          ],
        },
      ],
    },
  },
})
