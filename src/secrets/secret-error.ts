/** What the secret store refuses, with the way to go on. */
import { defineErrors } from '../base/errors.ts'

export const secretError = defineErrors({
  SECRET_NAME_INVALID: {
    status: 400,
    exit: 2,
    hint: 'Write project/environment/NAME: project and environment of letters, digits, ".", "_" and "-"; then any printable text in NFC, parts divided by "/", without "*", "\\" and percent-encoding.',
  },
  SECRET_NOT_FOUND: { status: 404, exit: 2, hint: 'List what there is with: rekey secret list' },
  SECRET_VALUE_INVALID: { status: 400, exit: 2, hint: 'A value holds 1 to 65536 bytes.' },
  SECRET_PENDING: {
    status: 409,
    exit: 3,
    hint: 'A rotation of this secret is under way. Wait for it, or abort it first.',
  },
  SECRET_BUSY: { status: 503, exit: 2, hint: 'Try again in a moment.', retryable: true },
  SECRET_EXISTS: { status: 409, exit: 3, hint: 'Store a new version of it, or choose another name.' },
  SECRET_DELETED: {
    status: 409,
    exit: 3,
    hint: 'Restore it with "rekey secret restore NAME", or destroy it now with "rekey secret destroy NAME".',
  },
  SECRET_NOT_DELETED: { status: 409, exit: 3, hint: 'Only a deleted secret can be restored.' },
  SECRET_METADATA_INVALID: {
    status: 400,
    exit: 2,
    hint: 'A description has at most 2048 characters; tags are at most 50 keys of 1 to 128 characters with values of at most 256.',
  },
  VERSION_EMPTY: { status: 404, exit: 2, hint: 'It was announced by a rotation and waits for its value.' },
  VERSION_DELETED: {
    status: 404,
    exit: 2,
    hint: 'Take the deletion back with: rekey secret undelete NAME --versions N',
  },
  VERSION_DESTROYED: { status: 404, exit: 2, hint: 'Its value is gone for good. Read another version.' },
  VERSION_CONFLICT: {
    status: 409,
    exit: 3,
    hint: 'Somebody stored a version meanwhile. Read the newest one, and decide again.',
  },
  VERSION_ID_TAKEN: { status: 409, exit: 3, hint: 'An id of a version stands for one value. Take a new one.' },
  VERSION_ID_INVALID: {
    status: 400,
    exit: 2,
    hint: 'An id of a version has 32 to 64 characters: a UUID, for example.',
  },
  LABEL_ELSEWHERE: { status: 409, exit: 3, hint: 'Say from which version the label is to be taken.' },
  LABEL_INVALID: { status: 400, exit: 2, hint: 'A version has at most 20 labels of 1 to 256 characters.' },
  SECRET_TAMPERED: {
    status: 500,
    exit: 2,
    hint: 'A stored value does not belong to its row: the database was changed from outside. Restore a backup.',
  },
  REFERENCE_INVALID: {
    status: 400,
    exit: 2,
    hint: 'Write ${project/environment/NAME}, at most 50 of them and 8 levels deep; $${ is a plain ${.',
  },
  REFERENCE_BROKEN: { status: 409, exit: 3, hint: 'Store the secret that is named, or correct the reference.' },
  REFERENCE_CYCLE: { status: 409, exit: 3, hint: 'Take one of these references away.' },
  OVERRIDE_REFUSED: { status: 403, exit: 3, hint: 'Sign in as a person: rekey login.' },
  ENVIRONMENT_CYCLE: {
    status: 409,
    exit: 3,
    hint: 'Let one of them take from nothing: rekey secret inherit ENV --from none',
  },
  ENVIRONMENT_DEPTH: { status: 409, exit: 3, hint: 'At most four environments stand behind one.' },
  KEYRING_STALE: {
    status: 503,
    exit: 2,
    hint: 'Another node may have changed the keys meanwhile. It goes on by itself as soon as the database answers.',
    retryable: true,
  },
  ROOT_KEY_MISSING: {
    status: 500,
    exit: 2,
    hint: 'Put the root key back (REKEY_ROOT_KEY or the file named by --root-key-file). Without it the values cannot be opened.',
  },
  ROOT_KEY_NOT_IN_FILE: {
    status: 409,
    exit: 3,
    hint: 'Start each server with the present key in REKEY_ROOT_KEY and the new one in REKEY_ROOT_KEY_NEXT: the first start changes it.',
  },
  ROOT_KEY_WRONG: {
    status: 500,
    exit: 2,
    hint: 'This database was sealed with another root key. Give that one (REKEY_ROOT_KEY or --root-key-file). Nothing was changed.',
  },
  ROOT_KEY_LOCKED: {
    status: 503,
    exit: 3,
    hint: 'Give REKEY_ROOT_PASSPHRASE, hand in shares with "rekey unseal", or let the server reach AWS KMS: as the file was locked.',
  },
  ROOT_KEY_LOCK_INVALID: {
    status: 400,
    exit: 2,
    hint: 'A passphrase has 12 characters or more; of shares at least 2 must be needed, and there are at most 32.',
  },
  ROOT_KEY_SHARE_INVALID: { status: 400, exit: 2, hint: 'Check it character by character: it is printed as one word.' },
  ROOT_KEY_CHANGED: {
    status: 409,
    exit: 3,
    hint: 'Start the server again first: the file of the root key, or its lock, is another one than at its start.',
  },
  ROOT_KEY_KMS: {
    status: 502,
    exit: 2,
    hint: 'Check AWS_REGION, the credentials, the key and its policy.',
    retryable: true,
  },
  ROOT_KEY_INVALID: {
    status: 500,
    exit: 2,
    hint: 'A root key is 32 bytes in base64 (44 characters). Make one with: head -c 32 /dev/urandom | base64',
  },
})
