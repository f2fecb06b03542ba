/** New Relic: user keys begin with `NRAK-`; browser keys begin with `NR(JS)-`; insights keys begin with `NRII-`; admin keys begin with `NR(AA)-`; REST keys begin with `NRRA-`; license keys of 42 characters; license keys of 40 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'newrelic',
  name: 'New Relic',
  docs: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
  keys: {
    'user-key': {
      label: 'user key',
      about: 'user key',
      ...probe({
        at: ['https://api.newrelic.com', 'https://api.eu.newrelic.com'],
        path: '/v2/users.json',
        send: header('x-api-key'),
        live: 'users',
      }),
      detect: [
        {
          rule: 'newrelic-user-key',
          about: 'New Relic user key',
          pattern: /(?<![A-Za-z0-9])(?<secret>NRAK-[A-Za-z0-9]{27})(?![A-Za-z0-9])/,
          literals: ['nrak-'],
          minEntropy: 3,
          examples: ['KEY=NRAK-{A-Za-z0-9:27}', '"NRAK-{A-Za-z0-9:27}"'],
          lookalikes: ['NRAK-{A-Za-z0-9:21}', 'qNRAK-{A-Za-z0-9:27}'],
        },
      ],
    },
    'browser-key': {
      label: 'browser key',
      about: 'browser key',
      detect: [
        {
          rule: 'newrelic-browser-key',
          about: 'New Relic browser key',
          pattern: /(?<![A-Za-z0-9])(?<secret>NR\(JS\)-[a-f0-9]{19})(?![A-Za-z0-9])/,
          literals: ['nr(js)-'],
          minEntropy: 3,
          examples: ['KEY=NR(JS)-{a-f0-9:19}', '"NR(JS)-{a-f0-9:19}"'],
          lookalikes: ['NR(JS)-{a-f0-9:15}', 'qNR(JS)-{a-f0-9:19}'],
        },
      ],
    },
    'insights-key': {
      label: 'insights key',
      about: 'insights key',
      detect: [
        {
          rule: 'newrelic-insights-key',
          about: 'New Relic insights key',
          pattern: /(?<![A-Za-z0-9])(?<secret>NR(?:II|IQ)-[A-Za-z0-9_-]{32})(?![A-Za-z0-9_-])/,
          literals: ['nrii-', 'nriq-'],
          minEntropy: 3,
          examples: ['KEY=NRII-{A-Za-z0-9_-:32}', '"NRIQ-{A-Za-z0-9_-:32}"'],
          lookalikes: ['NRII-{A-Za-z0-9_-:24}', 'qNRII-{A-Za-z0-9_-:32}'],
        },
      ],
    },
    'admin-key': {
      label: 'admin key',
      about: 'admin key',
      detect: [
        {
          rule: 'newrelic-admin-key',
          about: 'New Relic admin key',
          pattern: /(?<![A-Za-z0-9])(?<secret>NR\(AA\)-[a-f0-9]{27})(?![A-Za-z0-9])/,
          literals: ['nr(aa)-'],
          minEntropy: 3,
          examples: ['KEY=NR(AA)-{a-f0-9:27}', '"NR(AA)-{a-f0-9:27}"'],
          lookalikes: ['NR(AA)-{a-f0-9:21}', 'qNR(AA)-{a-f0-9:27}'],
        },
      ],
    },
    'rest-key': {
      label: 'REST key',
      about: 'REST key',
      detect: [
        {
          rule: 'newrelic-rest-key',
          about: 'New Relic REST key',
          pattern: /(?<![A-Za-z0-9])(?<secret>NRRA-[a-f0-9]{42})(?![A-Za-z0-9])/,
          literals: ['nrra-'],
          minEntropy: 3,
          examples: ['KEY=NRRA-{a-f0-9:42}', '"NRRA-{a-f0-9:42}"'],
          lookalikes: ['NRRA-{a-f0-9:32}', 'qNRRA-{a-f0-9:42}'],
        },
      ],
    },
    'license-key': {
      label: 'license key',
      about: 'license key',
      detect: [
        {
          rule: 'newrelic-license-key',
          about: 'New Relic license key',
          pattern: /(?<![A-Za-z0-9])(?<secret>[a-f0-9]{36,38}NRAL)(?![A-Za-z0-9])/,
          literals: ['nral'],
          minEntropy: 3,
          window: { before: 48, after: 74 },
          examples: ['KEY={a-f0-9:37}NRAL', '"{a-f0-9:37}NRAL"'],
          lookalikes: ['{a-f0-9:20}NRAL', '{a-f0-9:36}NRAX'],
        },
        keyBesideName({
          rule: 'newrelic-license-key-old',
          about: 'New Relic license key',
          names: ['new relic'],
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
