/** Cypress Cloud: record keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'cypress',
  name: 'Cypress Cloud',
  docs: 'https://docs.cypress.io/cloud/account-management/projects',
  keys: {
    'record-key': {
      label: 'record key',
      about: 'record key',
      detect: [
        keyBesideName({
          rule: 'cypress-record-key',
          about: 'Cypress Cloud record key',
          names: ['cypress', 'record key'],
          key: /[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
