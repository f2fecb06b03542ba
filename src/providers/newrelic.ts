/**
 * New Relic: each kind of key has its own four letters, in front (`NRAK-`) or behind (`…NRAL`); keys of the European
 * region begin with `eu01xx`. License and personal keys of the first version are known by the name beside them.
 */
import { fixedKey, keyBesideName } from './key-form.ts'
import { header, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

const names = ['new relic']

export default defineProvider({
  id: 'newrelic',
  name: 'New Relic',
  docs: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
  keys: {
    'user-key': {
      label: 'user key',
      about: 'user key: acts as a person',
      ...probe({
        at: ['https://api.newrelic.com', 'https://api.eu.newrelic.com'],
        path: '/v2/users.json',
        send: header('x-api-key'),
        live: 'users',
      }),
      detect: [fixedKey({ rule: 'newrelic-user-key', about: 'New Relic user key', key: /NRAK-[A-Za-z0-9]{27}/ })],
    },
    'license-key': {
      label: 'license key',
      about: 'license key: sends data',
      detect: [
        {
          rule: 'newrelic-license-key',
          about: 'New Relic license key',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>(?:[a-z]{2}\d{2}xx[a-f0-9]{26}(?:[a-f0-9]{4}|FFFF)|[a-f0-9]{32}(?:[a-f0-9]{4,6}|FFFF))NRAL)(?![A-Za-z0-9])/,
          literals: ['nral'],
          minEntropy: 2.8,
          window: { before: 48, after: 16 },
          examples: ['license_key: {a-f0-9:36}NRAL', 'KEY=eu01xx{a-f0-9:30}NRAL', '"{a-f0-9:32}FFFFNRAL"'],
          lookalikes: ['{a-f0-9:20}NRAL', '{a-f0-9:36}NRAX'],
        },
        keyBesideName({
          rule: 'newrelic-license-key-old',
          about: 'New Relic license key',
          names,
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
    'insights-key': {
      label: 'insights key',
      about: 'key that sends (NRII) or reads (NRIQ) events',
      detect: [
        fixedKey({ rule: 'newrelic-insert-key', about: 'New Relic insert key', key: /NRII-[A-Za-z0-9_-]{25,32}/ }),
        fixedKey({ rule: 'newrelic-query-key', about: 'New Relic query key', key: /NRIQ-[A-Za-z0-9_-]{25,32}/ }),
      ],
    },
    'browser-key': {
      label: 'browser key',
      about: 'browser key: sends data of pages',
      detect: [
        fixedKey({ rule: 'newrelic-browser-key', about: 'New Relic browser key', key: /NRJS-[a-f0-9]{19}/ }),
        fixedKey({ rule: 'newrelic-browser-agent-key', about: 'New Relic browser key', key: /NRBR-[a-f0-9]{19}/ }),
      ],
    },
    'mobile-token': {
      label: 'mobile app token',
      about: 'mobile app token: sends data of an app',
      detect: [
        {
          rule: 'newrelic-mobile-token',
          about: 'New Relic mobile app token',
          pattern: /(?<![A-Za-z0-9])(?<secret>(?:AA[a-f0-9]{40}|[a-z]{2}\d{2}xx[a-f0-9]{36})-NRMA)(?![A-Za-z0-9])/,
          literals: ['-nrma'],
          minEntropy: 2.8,
          examples: ['token=AA{a-f0-9:40}-NRMA', '"eu01xx{a-f0-9:36}-NRMA"'],
          lookalikes: ['AA{a-f0-9:30}-NRMA', 'qAA{a-f0-9:40}-NRMA'],
        },
      ],
    },
    'admin-key': {
      label: 'admin key',
      about: 'admin key',
      detect: [fixedKey({ rule: 'newrelic-admin-key', about: 'New Relic admin key', key: /NRAA-[a-f0-9]{27}/ })],
    },
    'rest-key': {
      label: 'REST key',
      about: 'key of the old REST interface',
      detect: [
        fixedKey({ rule: 'newrelic-rest-key', about: 'New Relic REST key', key: /NRRA-[a-f0-9]{42}/ }),
        keyBesideName({
          rule: 'newrelic-personal-key-old',
          about: 'New Relic personal key',
          names,
          key: /[A-Za-z0-9_.]{4}-[A-Za-z0-9_.]{42}/,
        }),
        keyBesideName({ rule: 'newrelic-user-id', about: 'New Relic user API id', names, key: /[a-z0-9]{64}/ }),
      ],
    },
    'pixie-key': {
      label: 'Pixie key',
      about: 'key of Pixie: reads (px-api) or deploys (px-dep)',
      detect: [
        fixedKey({
          rule: 'newrelic-pixie-api-key',
          about: 'New Relic Pixie API key',
          key: /px-api-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
        fixedKey({
          rule: 'newrelic-pixie-deploy-key',
          about: 'New Relic Pixie deploy key',
          key: /px-dep-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
