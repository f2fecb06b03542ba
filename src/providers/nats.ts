/** NATS: seeds begin with `SU`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'nats',
  name: 'NATS',
  docs: 'https://docs.nats.io/using-nats/nats-tools/nk',
  keys: {
    seed: {
      label: 'seed',
      about: 'seed',
      detect: [
        {
          rule: 'nats-seed',
          about: 'NATS seed',
          pattern:
            /(?:[Ss]eed|SEED|[Nn][Kk]ey|NKEY|NATS|nats|Nats)[^\r\n]{0,60}?\s{0,4}(?<![A-Za-z0-9])(?<secret>S(?:U|A|O|N|C|X)[A-Z2-7]{56})(?![A-Za-z0-9])/,
          literals: ['seed', 'nkey', 'nats'],
          minEntropy: 3.5,
          examples: ['NATS_NKEY=SU{A-Z2-7:56}', 'nats seed: "SA{A-Z2-7:56}"'],
          lookalikes: ['NATS_NKEY=SU{A-Z2-7:40}', 'NATS_NKEY=UA{A-Z2-7:56}'],
        },
      ],
    },
  },
})
