/** `rekey/detect` where it shall run: a page of headless Chromium, a worker of that page, and a worker of Node. */
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fakeGithubToken } from '../fakes/keys.ts'
import { launchChromium } from './room.browser.ts'

const dist = join(import.meta.dirname, '../../dist')
const FILES: Readonly<Record<string, readonly [type: string, file: string]>> = {
  '/detect.js': ['text/javascript', 'detect.js'],
  '/catalogue.image': ['application/octet-stream', 'catalogue.image'],
}
const text = `a = 1\ntoken = "${fakeGithubToken()}"\n`
const hidden = `x: ${btoa(`token = ${fakeGithubToken()}`)}\n`

let server: Server
let browser: Browser
beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    const [type, file] = FILES[url] ?? ['text/html', undefined]
    response.setHeader('content-type', type)
    response.end(file === undefined ? '<!doctype html><title>library</title>' : readFileSync(join(dist, file)))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  server.close()
})

/** The same program everywhere: what it finds in both texts, by the two kernels. */
const program = (from: string, image: string, end: string): string => `
  const { createEngine, catalogue, withDecoding } = await import(${from})
  const image = ${image}
  const bytes = new TextEncoder().encode(${JSON.stringify(text)})
  const answers = ['wasm', 'typescript'].map((kernel) => createEngine(catalogue(), { image, kernel }).match(bytes))
  const decoded = withDecoding(createEngine(catalogue(), { image })).match(new TextEncoder().encode(${JSON.stringify(hidden)}))
  ${end}([...answers, decoded].map((all) => all.map(({ rule, start, end }) => [rule, start, end])))
`
const place = ['github-token', text.indexOf('ghp_'), text.indexOf('ghp_') + fakeGithubToken().length]
/** The key begins in the middle of four digits of base64, which stand for three bytes. */
const DECODED_AT = 'x: '.length + Math.floor(('token = '.length / 3) * 4)
const EXPECTED = [[place], [place], [['github-token', DECODED_AT, hidden.trimEnd().length]]]

test('it finds keys in a page and in a worker of it, and asks for nothing of Node', async () => {
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const image = `new Uint8Array(await (await fetch(location.origin + '/catalogue.image')).arrayBuffer())`
  const inPage = program(`location.origin + '/detect.js'`, image, 'return ')
  expect(await page.evaluate(`(async () => {${inPage}})()`)).toEqual(EXPECTED)

  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const inWorker = program(`'${origin}/detect.js'`, image.replace('location.origin', `'${origin}'`), 'self.postMessage')
  const answer = page.evaluate(`new Promise((done, fail) => {
    const url = URL.createObjectURL(new Blob([${JSON.stringify(inWorker)}], { type: 'text/javascript' }))
    const worker = new Worker(url, { type: 'module' })
    worker.onmessage = ({ data }) => done(data)
    worker.onerror = ({ message }) => fail(new Error(message))
  })`)
  expect(await answer).toEqual(EXPECTED)
  expect(errors).toEqual([])
})

test('it is found by its name, and runs in a worker thread', async () => {
  const source = program(
    `require('node:url').pathToFileURL(require.resolve('rekey/detect')).href`,
    `require('node:fs').readFileSync(require.resolve('rekey/detect/catalogue.image'))`,
    `require('node:worker_threads').parentPort.postMessage`,
  )
  const worker = new Worker(`(async () => {${source}})()`, { eval: true })
  const answer = await new Promise((done, fail) => {
    worker.once('message', done)
    worker.once('error', fail)
  })
  await worker.terminate()
  expect(answer).toEqual(EXPECTED)
})

test('the bundle names no module of Node', () => {
  expect(readFileSync(join(dist, 'detect.js'), 'utf8')).not.toMatch(
    /(?:from|import\(|require\()\s*["'`](?:node:|[a-z])/,
  )
})
