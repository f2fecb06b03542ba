/** IBM Cloud: API keys of 44 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { inAddress, member, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ibm-cloud',
  name: 'IBM Cloud',
  docs: 'https://cloud.ibm.com/docs/account?topic=account-userapikey',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://iam.cloud.ibm.com',
        method: 'POST',
        path: '/identity/token',
        send: inAddress,
        body: ({ key = '' }) =>
          new URLSearchParams({ grant_type: 'urn:ibm:params:oauth:grant-type:apikey', apikey: key }),
        live: 'access_token',
        judge: ({ body }) =>
          member(body, 'errorCode') === 'BXNIM0415E' ? { state: 'dead', why: 'refused' } : undefined,
      }),
      detect: [
        keyBesideName({
          rule: 'ibm-cloud-api-key',
          about: 'IBM Cloud API key',
          names: ['ibm', 'bluemix', 'ibmcloud', 'iam apikey', 'iam api key'],
          key: /[A-Za-z0-9_-]{42,44}/,
        }),
      ],
    },
    'object-storage-secret': {
      label: 'object storage secret',
      about: 'secret of HMAC keys for object storage',
      detect: [
        {
          rule: 'ibm-object-storage-secret',
          about: 'IBM Cloud object storage secret',
          pattern:
            /(?:secret[_.-]?access[_.-]?key|cos[_.-]?hmac[_.-]?secret)["'`\\]{0,2}\s{0,4}(?:=>|:=|[:=>])\s{0,4}["'`\\]{0,2}(?<secret>[a-f0-9]{48})(?![A-Za-z0-9])/i,
          literals: ['secret_access', 'secret-access', 'secretaccess', 'secret.access', 'hmac'],
          minEntropy: 2.8,
          examples: ['"secret_access_key": "{a-f0-9:48}"', 'secret_access_key={a-f0-9:48}'],
          lookalikes: ['secret_access_key={a-f0-9:40}', 'access_key_id={a-f0-9:48}'],
        },
      ],
    },
  },
})
