/** Twilio: auth tokens and API key secrets. Both are bare hex or letters, so only their names tell them apart from a hash. */
import { keyBesideName } from './key-form.ts'
import { basic, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'twilio',
  name: 'Twilio',
  docs: 'https://www.twilio.com/docs/iam/api-keys',
  keys: {
    'auth-token': {
      label: 'auth token',
      about: 'auth token of an account: all rights',
      ...probe({
        at: 'https://api.twilio.com',
        path: ({ account }) => `/2010-04-01/Accounts/${account}.json`,
        send: ({ account = '', token = '' }) => basic(account, token),
        live: 'sid',
        parts: {
          account: { rule: 'twilio-account-sid' },
          token: /(?<![0-9A-Za-z])[0-9a-f]{32}(?![0-9A-Za-z])/,
        },
        inspect: ({ body }, { account }) => ({
          access: 'admin',
          environment: 'live',
          ...(account && { account }),
          ...identity(body, { principal: 'friendly_name' }),
          canMintKeys: 'yes',
          readsPersonalData: 'yes',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'twilio-auth-token',
          partners: [{ rule: 'twilio-account-sid' }],
          about: 'Twilio auth token',
          pattern:
            /twilio[\w.-]{0,24}token["'`\\]{0,2}\s{0,4}(?:=>|:=|[:=])\s{0,4}["'`\\]{0,2}(?<secret>[0-9a-f]{32})(?![0-9a-z])/i,
          literals: ['twilio'],
          minEntropy: 3,
          examples: ['TWILIO_AUTH_TOKEN={0-9a-f:32}', 'twilio.auth_token: "{0-9a-f:32}"'],
          lookalikes: ['TWILIO_AUTH_TOKEN={0-9a-f:31}', 'TWILIO_AUTH_TOKEN=${TOKEN}', 'md5 {0-9a-f:32}'],
        },
        {
          rule: 'twilio-account-with-token',
          partners: [{ rule: 'twilio-account-sid' }],
          about: 'Twilio account id with its auth token',
          pattern:
            /(?<![A-Za-z0-9])AC[0-9a-f]{32}(?![0-9a-z])[\s\S]{1,100}?auth[_-]?token["'`\\]{0,2}\s{0,4}(?:=>|:=|[:=])\s{0,4}["'`\\]{0,2}(?<secret>[0-9a-f]{32})(?![0-9a-z])/i,
          literals: ['auth_token', 'auth-token', 'authtoken'],
          minEntropy: 3,
          window: { before: 160, after: 64 },
          examples: [
            'accountSid: "AC{0-9a-f:32}", authToken: "{0-9a-f:32}"',
            'sid=AC{0-9a-f:32}\nauth_token={0-9a-f:32}',
          ],
          lookalikes: ['authToken: "{0-9a-f:32}"', 'AC{0-9a-f:32} {0-9a-f:32}'],
        },
        {
          rule: 'twilio-account-sid',
          about: 'Twilio account id',
          part: 'id',
          minEntropy: 2.5,
          pattern:
            /(?:sid|Sid|SID|twilio|Twilio|TWILIO|Accounts|account|ACCOUNT)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=,(/])\s{0,3}["'`\\]{0,3}(?<secret>AC[0-9a-f]{32})(?![A-Za-z0-9_])/,
          literals: ['sid', 'twilio', 'account'],
          examples: ['TWILIO_ACCOUNT_SID=AC{0-9a-f:32}', 'accountSid: "AC{0-9a-f:32}"'],
          lookalikes: ['TWILIO_ACCOUNT_SID=${SID}', 'commit AC{0-9a-f:32}'],
        },
        keyBesideName({
          rule: 'twilio-named-key',
          about: 'Twilio auth token',
          names: ['twilio'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key: key id and secret',
      ...probe({
        at: 'https://api.twilio.com',
        path: ({ account }) => `/2010-04-01/Accounts/${account}/IncomingPhoneNumbers.json?PageSize=1`,
        send: ({ id = '', secret = '' }) => basic(id, secret),
        live: 'incoming_phone_numbers',
        parts: {
          account: { rule: 'twilio-account-sid' },
          id: { rule: 'twilio-api-key-sid' },
          secret: /(?<![0-9A-Za-z])[0-9A-Za-z]{32}(?![0-9A-Za-z])/,
        },
      }),
      detect: [
        {
          rule: 'twilio-api-secret',
          partners: [{ rule: 'twilio-account-sid' }, { rule: 'twilio-api-key-sid' }],
          about: 'Twilio API key secret',
          pattern:
            /twilio[\w.-]{0,24}secret["'`\\]{0,2}\s{0,4}(?:=>|:=|[:=])\s{0,4}["'`\\]{0,2}(?<secret>[A-Za-z0-9]{32})(?![A-Za-z0-9])/i,
          literals: ['twilio'],
          minEntropy: 3,
          examples: ['TWILIO_API_SECRET={A-Za-z0-9:32}', 'twilioApiKeySecret = "{A-Za-z0-9:32}"'],
          lookalikes: ['TWILIO_API_SECRET={A-Za-z0-9:33}', 'TWILIO_API_SECRET=<your-secret>'],
        },
        {
          rule: 'twilio-api-key-sid',
          about: 'Twilio API key id',
          part: 'id',
          minEntropy: 2.5,
          pattern:
            /(?:sid|Sid|SID|twilio|Twilio|TWILIO)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=,(/])\s{0,3}["'`\\]{0,3}(?<secret>SK[0-9a-f]{32})(?![A-Za-z0-9_])/,
          literals: ['sid', 'twilio'],
          examples: ['TWILIO_API_KEY=SK{0-9a-f:32}', 'apiKeySid: "SK{0-9a-f:32}"'],
          lookalikes: ['TWILIO_API_KEY=${KEY}', 'commit SK{0-9a-f:32}'],
        },
      ],
    },
    sid: {
      label: 'sid',
      about: 'id of an account or a key, without a name beside it',
      detect: [
        {
          rule: 'twilio-sid',
          about: 'Twilio account or key id',
          pattern: /(?<![A-Za-z0-9_])(?<secret>(?:AC|SK)[a-fA-F0-9]{32})(?![A-Za-z0-9_])/,
          literals: [
            'ac0',
            'ac1',
            'ac2',
            'ac3',
            'ac4',
            'ac5',
            'ac6',
            'ac7',
            'ac8',
            'ac9',
            'aca',
            'acb',
            'acc',
            'acd',
            'ace',
            'acf',
            'sk0',
            'sk1',
            'sk2',
            'sk3',
            'sk4',
            'sk5',
            'sk6',
            'sk7',
            'sk8',
            'sk9',
            'ska',
            'skb',
            'skc',
            'skd',
            'ske',
            'skf',
          ],
          minEntropy: 3,
          fallback: true,
          part: 'id',
          examples: ['AC{a-f0-9:32}', 'key = "SK{a-f0-9:32}"'],
          lookalikes: ['AC{a-f0-9:31}', 'SK{a-f0-9:33}', 'XSK{a-f0-9:32}'],
        },
      ],
    },
  },
})
