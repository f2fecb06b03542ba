/** Dropbox: access tokens begin with `sl.`; access tokens of 163 characters, known by the name beside them; legacy tokens of 64 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { bearer, identity, member, probe } from './probe.ts'
import { defineProvider, type Verdict } from './provider.ts'

const VERDICTS: Readonly<Record<string, Verdict>> = {
  expired_access_token: { state: 'dead', why: 'expired' },
  user_suspended: { state: 'dead', why: 'disabled' },
  missing_scope: { state: 'restricted' },
}

/** `expired_access_token/...` begins with the name of the error. */
function summaryOf(summary: unknown): string {
  return String(summary).split('/')[0] ?? ''
}

const ASK = probe({
  at: 'https://api.dropboxapi.com',
  method: 'POST',
  path: '/2/users/get_current_account',
  send: bearer,
  live: 'account_id',
  judge: ({ body }) => VERDICTS[summaryOf(member(body, 'error_summary'))],
  inspect: ({ body }) => ({
    environment: 'live',
    ...identity(body, { account: 'account_id', principal: 'email' }),
    readsPersonalData: 'yes',
    movesMoney: 'no',
  }),
})

export default defineProvider({
  id: 'dropbox',
  name: 'Dropbox',
  docs: 'https://developers.dropbox.com/oauth-guide',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...ASK,
      detect: [
        {
          rule: 'dropbox-access-token',
          about: 'Dropbox access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>sl\.(?:u\.)?[A-Za-z0-9_=-]{130,1400})(?![A-Za-z0-9_-])/,
          literals: ['sl.'],
          minEntropy: 4,
          window: { before: 8, after: 1421 },
          examples: ['KEY=sl.{A-Za-z0-9_=-:765}', '"sl.{A-Za-z0-9_=-:765}"', "KEY='sl.u.{A-Za-z0-9_-:1300}'"],
          lookalikes: ['sl.{A-Za-z0-9_=-:98}', 'qsl.{A-Za-z0-9_=-:765}'],
        },
        keyBesideName({
          rule: 'dropbox-named-token',
          about: 'Dropbox access token',
          names: ['dropbox'],
          key: /sl\.[A-Za-z0-9_=-]{100,160}/,
        }),
      ],
    },
    'legacy-token': {
      label: 'legacy token',
      about: 'legacy token',
      ...ASK,
      detect: [
        keyBesideName({
          rule: 'dropbox-legacy-token',
          about: 'Dropbox legacy token',
          names: ['dropbox'],
          key: /[A-Za-z0-9]{11}AAAAAAAAAA[A-Za-z0-9_=-]{43}/,
        }),
      ],
    },
  },
})
