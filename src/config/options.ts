/** The options that every command shares. An option needs somebody who asked for it. */
import { option } from './option.ts'

export const serverOptions = [
  option('server.host', {
    type: 'string',
    default: '127.0.0.1',
    flag: 'host',
    about: 'Address that the server listens on.',
  }),
  option('server.port', {
    type: 'port',
    default: 7373,
    flag: 'port',
    about: 'Port that the server listens on; 0 takes a free one.',
  }),
  option('server.public-url', {
    type: 'string',
    about: 'Address of the dashboard as browsers see it. Passkeys and OpenID providers need it.',
  }),
  option('server.trusted-proxies', {
    type: 'string',
    about: 'Addresses and networks, with commas, of the proxies whose X-Forwarded-For is believed. Default: none.',
  }),
  option('session.max', {
    type: 'duration',
    default: '12h',
    min: 60_000,
    about: 'How long a session of the dashboard lasts at most.',
  }),
  option('session.idle', {
    type: 'duration',
    default: '2h',
    min: 60_000,
    about: 'How long a session may be idle before it ends.',
  }),
  option('egress.allow', {
    type: 'string',
    about:
      'Addresses and networks, with commas, that HTTP may lead to although they are private: a provider in your own network. Default: none.',
  }),
  option('data.dir', {
    type: 'path',
    default: '$REKEY_HOME/data',
    flag: 'data',
    about: 'Folder of the embedded database, used when database.url is not set.',
  }),
  option('database.url', {
    type: 'secret',
    env: 'DATABASE_URL',
    about: 'PostgreSQL to keep everything in, instead of the embedded database.',
  }),
  option('root-key.file', {
    type: 'path',
    default: '$REKEY_HOME/root.key',
    about: 'File that holds the root key, which opens every stored value. Keep a copy elsewhere.',
  }),
  option('root-key.value', {
    type: 'secret',
    env: 'REKEY_ROOT_KEY',
    about: 'The root key itself (32 bytes in base64), where no file can hold it. Wins over root-key.file.',
  }),
  option('root-key.passphrase', {
    type: 'secret',
    env: 'REKEY_ROOT_PASSPHRASE',
    about:
      'The passphrase that locks the file of the root key. A key that is made at the first start is locked with it.',
  }),
  option('root-key.next-value', {
    type: 'secret',
    env: 'REKEY_ROOT_KEY_NEXT',
    about: 'The root key that shall follow the one in root-key.value: the start that is given both changes it.',
  }),
  option('journal.anchors', {
    type: 'path',
    default: '$REKEY_HOME/anchors',
    about: 'Folder outside of the database that holds the last known head of the journal, to notice a rollback.',
  }),
  option('journal.export-dir', {
    type: 'path',
    about: 'Folder that the journal is also appended to, one file a day. Default: none.',
  }),
  option('journal.syslog', {
    type: 'string',
    about:
      'Where the journal is also sent as RFC 5424: udp://HOST:514, tcp://HOST:601 or unix:///PATH. Default: nowhere.',
  }),
  option('journal.webhook', {
    type: 'string',
    about: 'Address that the journal is also sent to, signed with journal.webhook-key. Default: none.',
  }),
  option('journal.webhook-key', {
    type: 'secret',
    about: 'Key of the signatures (HMAC-SHA-256) on what is sent to journal.webhook.',
  }),
  option('leak.key', {
    type: 'secret',
    about:
      'Key of the leak ids, when several servers or scanners must agree on them. Default: derived from the root key.',
  }),
  option('log.level', {
    type: 'string',
    default: 'info',
    choices: ['debug', 'info', 'warn', 'error', 'silent'],
    about: 'How much the server writes to its log.',
  }),
  option('aws.rotation-functions', {
    type: 'string',
    about: 'Where the functions answer that RotateSecret names: ARN=URL or NAME=URL, several with commas.',
  }),
  option('rotation.quiet', {
    type: 'duration',
    default: '30s',
    min: 0,
    about: 'How long the old key must be silent before step D.',
  }),
  option('rotation.observe', {
    type: 'duration',
    default: '60s',
    min: 0,
    about: 'The least time that step C watches, however quiet it is.',
  }),
  option('rotation.silence-factor', {
    type: 'number',
    default: 1.5,
    min: 1,
    about: "How many times a consumer's longest known silence must pass before its silence counts as absence.",
  }),
  option('rotation.soak', {
    type: 'duration',
    default: '60s',
    min: 0,
    about: 'How long the old key stays disabled, and can be enabled again, before it is revoked for good.',
  }),
  option('rotation.probes', {
    type: 'integer',
    default: 3,
    min: 1,
    about: 'How many refused logins in a row prove that the old key is dead.',
  }),
] as const

/** Whose secrets a command is about, where it is not said. */
export const scopeOptions = [
  option('project', { type: 'string', about: 'Project whose secrets are meant.' }),
  option('environment', { type: 'string', about: 'Environment of that project.' }),
] as const

/** All of them: what rekey.yaml may hold. */
export const options = [...serverOptions, ...scopeOptions] as const
