/** What the server refuses at its door. */
import { defineErrors } from '../base/errors.ts'

export const requestError = defineErrors({
  REQUEST_INVALID: { status: 400, exit: 2, hint: 'See the API reference for the shape of this request.' },
  BODY_TOO_LARGE: { status: 413, exit: 2, hint: 'Send at most the named number of bytes.' },
  ROUTE_NOT_FOUND: { status: 404, exit: 2, hint: 'The list of routes is at /api/openapi.json.' },
  INTERNAL: { status: 500, exit: 2, hint: 'The log of the server says more, under the request id.' },
  PORT_IN_USE: {
    status: 500,
    exit: 2,
    hint: 'Stop the other program, or choose another port: rekey up --port 0 takes a free one.',
  },
  ADDRESS_UNUSABLE: {
    status: 500,
    exit: 2,
    hint: 'Give an address of this machine and a port that you may use: --host 127.0.0.1 --port 7373.',
  },
  SIGNATURE_WRONG: {
    status: 401,
    exit: 2,
    hint: 'Sign the raw body with the webhook secret of this repository (X-Hub-Signature-256), as GitHub does.',
  },
  REPOSITORY_NOT_FOUND: { status: 404, exit: 2, hint: 'Register it first with: rekey repository add NAME PATH' },
  REPOSITORY_PATH_INVALID: {
    status: 400,
    exit: 2,
    hint: 'Give the absolute path of a git repository that the server can read.',
  },
  REPOSITORY_EXISTS: { status: 409, exit: 2, hint: 'Choose another name.' },
  DOCUMENT_NOT_FOUND: {
    status: 404,
    exit: 2,
    hint: 'Documents are written when the incident is contained: notice, postmortem.',
  },
  ROTATION_FUNCTION_INVALID: {
    status: 500,
    exit: 2,
    hint: 'Write aws.rotation-functions as ARN=URL or NAME=URL, several with commas: rotate-db=http://127.0.0.1:9000/invoke',
  },
  ORIGIN_UNKNOWN: {
    status: 409,
    exit: 2,
    hint: 'Set server.public-url, or open the dashboard as http://localhost:PORT/ui/ on this machine.',
  },
  CROSS_SITE: { status: 403, exit: 2, hint: 'Requests with a session cookie must come from the dashboard itself.' },
})
