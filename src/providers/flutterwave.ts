/** Flutterwave: secret keys begin with `FLWSECK_TEST-`; secret keys begin with `FLWSECK-`; test keys begin with `FLWSECK_TEST-`; public keys begin with `FLWPUBK_TEST-`. */
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'flutterwave',
  name: 'Flutterwave',
  docs: 'https://developer.flutterwave.com/docs/authentication',
  keys: {
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      ...probe({
        at: 'https://api.flutterwave.com',
        path: '/v3/balances',
        send: bearer,
        live: 'data',
        inspect: () => ({ access: 'admin', environment: 'live', readsPersonalData: 'yes', movesMoney: 'yes' }),
      }),
      detect: [
        {
          rule: 'flutterwave-secret-key',
          about: 'Flutterwave secret key',
          pattern: /(?<![A-Za-z0-9])(?<secret>FLWSECK(?:_TEST|_LIVE)-[a-h0-9]{32}-X)(?![A-Za-z0-9])/,
          literals: ['flwseck_test-', 'flwseck_live-'],
          minEntropy: 3,
          examples: ['KEY=FLWSECK_TEST-{a-f0-9:32}-X', '"FLWSECK_LIVE-{a-f0-9:32}-X"'],
          lookalikes: ['FLWSECK_TEST-{a-f0-9:24}-X', 'qFLWSECK_TEST-{a-f0-9:32}-X'],
        },
        {
          rule: 'flutterwave-secret-key-live',
          about: 'Flutterwave secret key',
          pattern: /(?<![A-Za-z0-9])(?<secret>FLWSECK-[a-f0-9]{32}-X)(?![A-Za-z0-9])/,
          literals: ['flwseck-'],
          minEntropy: 3,
          examples: ['KEY=FLWSECK-{a-f0-9:32}-X', '"FLWSECK-{a-f0-9:32}-X"'],
          lookalikes: ['FLWSECK-{a-f0-9:24}-X', 'qFLWSECK-{a-f0-9:32}-X'],
        },
      ],
    },
    'test-key': {
      label: 'test key',
      about: 'test key',
      detect: [
        {
          rule: 'flutterwave-test-key',
          about: 'Flutterwave test key',
          pattern: /(?<![A-Za-z0-9])(?<secret>FLW(?:SECK|PUBK)_TEST-[a-h0-9]{12})(?![A-Za-z0-9])/,
          literals: ['flwseck_test-', 'flwpubk_test-'],
          minEntropy: 3,
          examples: ['KEY=FLWSECK_TEST-{a-h0-9:12}', '"FLWPUBK_TEST-{a-h0-9:12}"'],
          lookalikes: ['FLWSECK_TEST-{a-h0-9:9}', 'qFLWSECK_TEST-{a-h0-9:12}'],
        },
      ],
    },
    'public-key': {
      label: 'public key',
      about: 'public key',
      detect: [
        {
          rule: 'flutterwave-public-key',
          about: 'Flutterwave public key',
          pattern: /(?<![A-Za-z0-9])(?<secret>FLWPUBK_TEST-[a-hA-H0-9]{32}-X)(?![A-Za-z0-9])/,
          literals: ['flwpubk_test-'],
          minEntropy: 3,
          examples: ['KEY=FLWPUBK_TEST-{a-hA-H0-9:32}-X', '"FLWPUBK_TEST-{a-hA-H0-9:32}-X"'],
          lookalikes: ['FLWPUBK_TEST-{a-hA-H0-9:24}-X', 'qFLWPUBK_TEST-{a-hA-H0-9:32}-X'],
        },
      ],
    },
  },
})
