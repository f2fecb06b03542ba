/** UptimeRobot: main API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'uptimerobot',
  name: 'UptimeRobot',
  docs: 'https://uptimerobot.com/api/',
  keys: {
    'main-api-key': {
      label: 'main API key',
      about: 'main API key',
      detect: [
        keyBesideName({
          rule: 'uptimerobot-main-api-key',
          about: 'UptimeRobot main API key',
          names: ['uptime robot'],
          key: /[A-Za-z0-9]{8,11}-[A-Za-z0-9]{24}/,
        }),
      ],
    },
  },
})
