/**
 * By kind of key: the provider's own client, and the call of it that asks what our `verify` asks. Plain JavaScript, since
 * the clients are not installed here. `call` gets the client's module and the key with its other parts; `handsBack` is what
 * of our answer it must give back; `but` says why our request differs, by part; `lacks` what of the inspection the client
 * does not read; `main` the file where a package has no entry; `also` what it needs besides.
 */
import { A_TO_F } from './calls/a-to-f.mjs'
import { G_TO_M } from './calls/g-to-m.mjs'
import { N_TO_Z } from './calls/n-to-z.mjs'
import { PYTHON } from './calls/python.mjs'

export const CALLS = [...A_TO_F, ...G_TO_M, ...N_TO_Z, ...PYTHON]
