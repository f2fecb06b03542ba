/** Yandex Cloud: API keys begin with `AQVN`; static secrets of 40 characters, known by the name beside them; IAM tokens begin with `t1.`; OAuth tokens of 63 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'yandex',
  name: 'Yandex Cloud',
  docs: 'https://yandex.cloud/en/docs/iam/concepts/authorization/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'yandex-api-key',
          about: 'Yandex Cloud API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>AQVN[A-Za-z0-9_-]{35,38})(?![A-Za-z0-9_-])/,
          literals: ['aqvn'],
          minEntropy: 3.5,
          examples: ['KEY=AQVN{A-Za-z0-9_-:36}', '"AQVN{A-Za-z0-9_-:36}"'],
          lookalikes: ['AQVN{A-Za-z0-9_-:27}', 'qAQVN{A-Za-z0-9_-:36}'],
        },
      ],
    },
    'static-secret': {
      label: 'static secret',
      about: 'static secret',
      detect: [
        keyBesideName({
          rule: 'yandex-static-secret',
          about: 'Yandex Cloud static secret',
          names: ['yandex'],
          key: /YC[A-Za-z0-9_-]{38}/,
        }),
      ],
    },
    'iam-token': {
      label: 'IAM token',
      about: 'IAM token',
      detect: [
        {
          rule: 'yandex-iam-token',
          about: 'Yandex Cloud IAM token',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>t1\.[A-Za-z0-9_-]{1,300}={0,2}\.[A-Za-z0-9_-]{86}={0,2})(?![A-Za-z0-9_=-])/,
          literals: ['t1.'],
          minEntropy: 3.5,
          window: { before: 8, after: 424 },
          examples: ['KEY=t1.{A-Za-z0-9_-:150}.{A-Za-z0-9_-:86}==', '"t1.{A-Za-z0-9_-:150}.{A-Za-z0-9_-:86}=="'],
          lookalikes: ['t1.{A-Za-z0-9_-:150}.{A-Za-z0-9_-:65}', 'qt1.{A-Za-z0-9_-:150}.{A-Za-z0-9_-:86}=='],
        },
      ],
    },
    'oauth-token': {
      label: 'OAuth token',
      about: 'OAuth token',
      detect: [
        keyBesideName({
          rule: 'yandex-oauth-token',
          about: 'Yandex Cloud OAuth token',
          names: ['yandex'],
          key: /y0_[A-Za-z0-9_-]{50,60}/,
        }),
      ],
    },
  },
})
