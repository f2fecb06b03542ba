/**
 * `rekey/detect`: the engine and the catalogue for programs of others, in Node, in a worker and in a browser. What it
 * exports is public: `detect.d.ts` declares it, and a test holds the two together. It does no I/O.
 */
export { withDecoding } from './detect/decode/decoding-engine.ts'
export { createEngine } from './detect/engine.ts'
export { catalogue } from './scan/catalogue.ts'
