/**
 * What may break a rule of test/repo.test.ts, and why. A new line here is a decision for review; one that
 * is no longer needed fails the test.
 */

/** Files longer than 300 lines, each with the reason why cutting it would make it worse. */
export const LONG_FILES: Readonly<Record<string, string>> = {
  'test/cli/run-life.test.ts': 'one server and one repository of commands for the whole life of a child',
  'test/compat/vault/clients.test.ts': 'one server and one PostgreSQL for all clients of Vault, started once',
  'src/detect/kernel/kernel.test.ts':
    'one memory and one grammar of blobs and deltas for all properties of the two kernels',
  'src/providers/index.ts': 'generated: two lines for each provider file',
  'src/providers/postgres.ts': 'one provider, one file: the whole life of a key, in the order of its steps',
  'src/providers/stripe.ts': 'one provider, one file: the whole life of a key, in the order of its steps',
  'test/contract/postgres.test.ts': 'one server for all tests of its provider, started once',
  'test/contract/stripe.test.ts': 'one fake and one official SDK for all tests of its provider',
}

/** Every file that opens a `Sensitive`, and what for. */
export const REVEALING: Readonly<Record<string, string>> = {
  'src/access/machine-login.ts': 'hashes the secret of a machine, and hands its token to the check of the signature',
  'src/access/oidc.ts': 'shows the client secret to the provider that gave it',
  'src/access/password.ts': 'hashes a password',
  'src/access/people.ts': 'computes the codes of a second factor',
  'src/access/challenges.ts': 'opens what a started sign-in must be answered with',
  'src/base/jwe.ts': 'opens an answer that a provider encrypted to our key',
  'src/base/scram.ts': 'derives the verifier that PostgreSQL stores instead of a password',
  'src/cli/connection.ts': 'sends the token of the command line, or the proofs of a login, to the server',
  'src/cli/mask-stream.ts': 'finds values in the output of a child process, to mask them',
  'src/cli/run-fallback.ts': 'encrypts values for the time without a server, under a key made from the token',
  'src/cli/run-mount.ts': 'writes values into the named pipe that was asked for',
  'src/cli/run-values.ts': 'puts values into the environment of the command that it starts',
  'src/cli/up.ts': 'prints the setup token, once, and keeps the local token in a file of mode 0600',
  'src/db/connect.ts': 'hands the database URL to the driver',
  'src/detect/leak-id.ts': 'hashes a key into its leak id',
  'src/drill/house-api.ts': 'sends the operator token to the server under drill',
  'src/drill/intruder.ts': 'plays the intruder who found the key',
  'src/drill/play.ts': 'tries the old and the new keys itself, and fetches the log of the fake Stripe',
  'src/drill/shop-database.ts': 'logs in to the database of the drill',
  'src/drill/shop-providers.ts': 'shows the fake Stripe its control token, and the end of the key to its log',
  'src/drill/shop-repository.ts': 'commits the keys of the drill: the mistake that it is about',
  'src/drill/stage.ts': 'stores the keys of the drill in the server',
  'src/providers/probe.ts': 'shows a key to its provider',
  'src/providers/postgres.ts': 'takes the password out of a URL and puts a new one in',
  'src/providers/stripe.ts': 'sends the key to Stripe, and reads its kind from its prefix',
  'src/scan/migrate/known-leak.ts': "hashes a key as another scanner did, to know it in that scanner's baseline",
  'src/scan/verify/control-key.ts': 'makes a key of the same shape',
  'src/scan/verify/manners.ts': 'takes a key out of the address that is recorded',
  'src/scan/verify/verify-leaks.ts': 'hashes a key, to ask about it once',
  'src/scan/report/json.ts': 'prints a key when --reveal asks for it',
  'src/scan/report/text.ts': 'prints a key when --reveal asks for it',
  'src/secrets/access-keys.ts': 'hashes a session token',
  'src/secrets/identities.ts': 'hashes a token',
  'src/secrets/recall-token.ts': 'hashes a token, to remember whose it is',
  'src/secrets/content.ts': 'measures a value against the size limit',
  'src/secrets/new-version.ts': 'compares a value with the one that is stored under the same id',
  'src/secrets/put-value.ts': 'looks for the references in a value that was stored as holding some',
  'src/secrets/resolve.ts': 'puts the values of references in their places',
  'src/secrets/seal.ts': 'encrypts a value',
  'src/server/api/access-keys.ts': 'answers a new access key, once',
  'src/server/api/account.ts': 'answers the key of a new second factor, once',
  'src/server/api/identities.ts': 'answers a new token or secret, once',
  'src/server/api/repositories.ts': 'answers a new webhook secret, once',
  'src/server/api/secrets.ts': 'answers the values of an environment to one who may read them',
  'src/server/api/sign-in.ts': 'answers a machine the token that it signed in for',
  'src/server/open-session.ts': 'sets the session cookie',
  'src/server/outside.ts': 'sends a client secret to its provider',
  'src/server/api/values.ts': 'answers a value to a consumer that may read it',
  'src/server/aws/reveal.ts': 'answers a value to a client of AWS that may read it',
  'src/server/aws/signers.ts': 'derives the key that a request must be signed with',
  'src/server/sql-out.ts': 'hands a database URL to the driver',
  'src/server/webhooks/push.ts': 'checks the signature of a webhook',
  'src/rotate/dynamic.ts':
    'puts the password of a temporary role, or its verifier, into the statement that makes the role',
  'src/server/vault/caller.ts': 'tells a token of our own from one of the Vault API by its prefix',
  'src/server/vault/cubbyhole.ts': 'answers what a token kept for itself',
  'src/server/vault/database-connection.ts': 'opens the sealed connection of a database mount',
  'src/server/vault/database-roles.ts': 'answers a new temporary role and its password, once',
  'src/server/vault/database-static.ts': 'answers the password of a static role',
  'src/server/vault/database.ts': 'seals the next password of a database administrator with its connection',
  'src/server/vault/dynamic-keys.ts': 'opens what a lease needs to take its key back',
  'src/server/vault/envelope.ts': 'answers a new token, once',
  'src/server/vault/kv-store.ts': 'answers the value of an entry to a caller that may read it',
  'src/server/vault/token-routes.ts': 'answers a token with its own text',
  'src/server/vault/tokens.ts': 'hashes a token',
  'src/server/vault/wrapping.ts': 'answers a wrapped response and its token, once',
}

/** Words of the glossary's last table that are right in some place: the name of somebody else's thing. */
export const WORD_EXCEPTIONS: readonly { readonly word: string; readonly place: RegExp }[] = [
  { word: 'audit log', place: /^(?:src|test)\/forensics\// },
  { word: 'vendor', place: /^src\/(?:sources|scan|detect)\// },
]
