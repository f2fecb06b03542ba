/** eBay: client secrets with a text of their own; client secrets, known by the name beside them. */
import { fixedKey, keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ebay',
  name: 'eBay',
  docs: 'https://developer.ebay.com/api-docs/static/creating-edp-key.html',
  keys: {
    'cert-id': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        fixedKey({
          rule: 'ebay-cert-id',
          about: 'eBay client secret',
          key: /(?:PRD|SBX)-[a-f0-9]{12}(?:-[a-f0-9]{4}){4}/,
        }),
      ],
    },
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'ebay-client-secret',
          about: 'eBay client secret',
          names: ['ebay'],
          key: /(?:PRD|SBX)-[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{4,12}/,
        }),
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        {
          ...fixedKey({
            rule: 'ebay-client-id',
            about: 'eBay client id',
            key: /[A-Za-z0-9]{2,16}-[A-Za-z0-9]{2,20}-PRD-[a-f0-9]{8,12}-[a-f0-9]{8,12}/,
            part: 'id',
          }),
          literals: ['-prd-'],
          // What stands before is part of the id: it begins with a name that its owner chose.
          lookalikes: ['{A-Za-z0-9:6}-{A-Za-z0-9:6}-PRD-{a-f0-9:5}-{a-f0-9:8}'],
        },
      ],
    },
  },
})
