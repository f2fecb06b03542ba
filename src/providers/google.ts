/** Google Cloud: API keys, OAuth client secrets and service-account key files. */
import { fixedKey } from './key-form.ts'
import { header, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'google',
  name: 'Google Cloud',
  docs: 'https://cloud.google.com/docs/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://generativelanguage.googleapis.com',
        path: '/v1beta/models?pageSize=1',
        send: header('x-goog-api-key'),
        live: 'models',
        // A live key that may not use this service is refused with another reason.
        judge: ({ status, text }) =>
          status === 400 && text.includes('API_KEY_INVALID') ? { state: 'dead', why: 'refused' } : undefined,
      }),
      detect: [
        {
          rule: 'google-api-key',
          about: 'Google API key',
          pattern: /(?<![A-Za-z0-9_-])(?<secret>AIza[A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])/,
          literals: ['aiza'],
          minEntropy: 3.5,
          window: { before: 8, after: 64 },
          examples: [
            'https://maps.googleapis.com/maps/api/js?key=AIza{A-Za-z0-9_-:34}A',
            'apiKey: "AIza{A-Za-z0-9:35}"',
          ],
          lookalikes: ['AIza{A-Za-z0-9:34}', 'AIza{A-Za-z0-9:36}', 'aiza{A-Za-z0-9:35}'],
        },
      ],
    },
    'oauth-client-secret': {
      label: 'OAuth client secret',
      about: 'OAuth client secret',
      detect: [
        {
          rule: 'google-oauth-client-secret',
          partners: [{ rule: 'google-oauth-client-id' }],
          about: 'Google OAuth client secret',
          pattern: /(?<![A-Za-z0-9_-])(?<secret>GOCSPX-[A-Za-z0-9_-]{28})(?![A-Za-z0-9_-])/,
          literals: ['gocspx-'],
          minEntropy: 3,
          examples: ['"client_secret": "GOCSPX-{A-Za-z0-9_-:27}A"'],
          lookalikes: ['GOCSPX-{A-Za-z0-9:20}'],
        },
        {
          rule: 'google-oauth-client-id',
          about: 'Google OAuth client id',
          part: 'id',
          pattern: /(?<![A-Za-z0-9-])(?<secret>\d{8,21}-[a-z0-9]{32}\.apps\.googleusercontent\.com)(?![A-Za-z0-9.-])/,
          literals: ['.apps.googleusercontent.com'],
          window: { before: 80, after: 40 },
          examples: ['client_id: {0-9:12}-{a-z0-9:32}.apps.googleusercontent.com'],
          lookalikes: ['{a-z0-9:32}.apps.googleusercontent.com', '{0-9:12}-{a-z0-9:20}.apps.googleusercontent.com'],
        },
      ],
    },
    'service-account-key': {
      label: 'service account key',
      about: 'private key of a service account (JSON key file)',
      detect: [
        {
          rule: 'google-service-account-key',
          about: 'Google service-account private key',
          pattern:
            /"private_key"\s{0,4}:\s{0,4}"(?<secret>-----BEGIN (?:RSA )?PRIVATE KEY-----\\n[A-Za-z0-9+/=\\]{300,5000}-----END (?:RSA )?PRIVATE KEY-----(?:\\n)?)"/,
          literals: ['"private_key"'],
          minEntropy: 3.5,
          window: { before: 8, after: 5_200 },
          judge: () => ({ keep: true, score: 20, reason: 'stands in a service-account key file' }),
          examples: [
            '{"type": "service_account", "private_key": "-----BEGIN PRIVATE KEY-----\\nMIIE{A-Za-z0-9+/:60}\\n{A-Za-z0-9+/:1500}\\n-----END PRIVATE KEY-----\\n"}',
          ],
          lookalikes: [
            '"private_key": "-----BEGIN PRIVATE KEY-----\\n...\\n-----END PRIVATE KEY-----\\n"',
            '"private_key": "{A-Za-z0-9:800}"',
          ],
        },
      ],
    },
    'gemini-key': {
      label: 'Gemini API key',
      about: 'Gemini API key',
      detect: [
        fixedKey({
          rule: 'google-gemini-auth-key',
          about: 'Gemini API key of a service account',
          key: /AQ\.Ab8RN6[A-Za-z0-9_-]{44}/,
        }),
      ],
    },
  },
})
