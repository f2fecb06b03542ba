import { expect, test } from 'vitest'
import { expandTemplate, seededPick } from '../detect/expand-template.ts'
import { fixedKey, keyBesideName } from './key-form.ts'
import type { Detect, Judgement } from './provider.ts'

const acme = keyBesideName({ rule: 'acme-key', about: 'Acme key', names: ['acme pay'], key: /[a-f0-9]{32}/ })
const box = keyBesideName({ rule: 'box-key', about: 'Box key', names: ['box'], key: /[A-Za-z0-9]{32}/, common: true })
const hex = expandTemplate('{a-f0-9:32}', seededPick(7))
const mixed = expandTemplate('{A-Za-z0-9:32}', seededPick(7))

function judge(detect: Detect, text: string): Judgement | undefined {
  const match = detect.pattern.exec(text)
  return match === null ? undefined : detect.judge?.(match.groups?.['secret'] as string, match)
}

const score = (detect: Detect, text: string): number | undefined => {
  const judgement = judge(detect, text)
  return judgement?.keep === true ? judgement.score : undefined
}

/** A format is worth 60 and randomness 15; from 40 on a finding is of medium confidence. */
const MEDIUM = 40 - 75

test('a key is known by the name beside it, however people write the two', () => {
  for (const text of [
    `ACME_PAY_KEY=${hex}`,
    `acmePayToken := "${hex}"`,
    `{"config.ini": "ACMEPAY_TOKEN=${hex}\\nB=1"}`,
    `<acme-pay><token>${hex}</token></acme-pay>`,
    `acme_pay:\n  token: ${hex}`,
    `curl -H "X-Acme-Pay-Key: ${hex}"`,
    `acmepay --api-key ${hex}`,
    `'acme.pay.secret' => '${hex}'`,
    `ACME_PAY_KEY=${hex.toUpperCase()}`,
  ]) {
    expect(score(acme, text), text).toBeGreaterThanOrEqual(MEDIUM)
  }
})

test('without an assignment or a word for a key it is graded low', () => {
  expect(score(acme, `the token of acme pay is shown there, ${hex}`)).toBeUndefined()
  expect(score(acme, `the acme pay api of ours (see there) takes ${hex}`)).toBeLessThan(MEDIUM)
  expect(score(acme, `acme pay ${hex}`)).toBeLessThan(MEDIUM)
})

test('what is hex and named a hash, or nothing, is no key', () => {
  expect(score(acme, `acme pay, which is ${hex}`)).toBeUndefined()
  expect(score(acme, `acme-pay key commit ${hex}`)).toBeUndefined()
  expect(score(acme, `"acme-pay-api": {"integrity": "md5-${hex}"`)).toBeUndefined()
})

test('what has the length of hex keys but other letters is graded lower', () => {
  const letters = expandTemplate('{g-z0-9:32}', seededPick(7))
  expect(score(acme, `ACME_PAY_KEY=${letters}`)).toBeLessThan(score(acme, `ACME_PAY_KEY=${hex}`) as number)
  expect(score(acme, `acme pay, which is ${letters}`)).toBeUndefined()
})

test('a key that is a little longer than its form is taken where it is called a key, and graded lower', () => {
  expect(score(acme, `ACME_PAY_KEY=${hex}01ab`)).toBeLessThan(score(acme, `ACME_PAY_KEY=${hex}`) as number)
  expect(score(acme, `acme pay = ${hex}01ab`)).toBeUndefined()
  expect(score(acme, `ACME_PAY_KEY=${hex}${hex.slice(0, 8)}`), 'as long as SHA-1').toBeUndefined()
  expect(judge(acme, `ACME_PAY_KEY=${hex}${hex.slice(0, 20)}`)).toBeUndefined()
})

test('words before a key are no part of it, even where keys have dashes', () => {
  const dashed = keyBesideName({ rule: 'acme-dashed', about: 'Acme key', names: ['acme'], key: /[a-z0-9-]{32}/ })
  expect(dashed.pattern.exec(`acme-access-${hex}`)?.groups?.['secret']).toBe(hex)
})

test('letters that count up stand for a key, as in documentation; a number is one where all keys are', () => {
  expect(judge(box, `box key: ${'abcdefghijklmnopqrstuvwxyz'.repeat(2).slice(0, 32)}`)).toMatchObject({ keep: true })
  const digits = keyBesideName({ rule: 'acme-id', about: 'Acme id', names: ['acme'], key: /[0-9]{15}/ })
  expect(score(digits, 'acme_app_id: "301110941750798"')).toBeDefined()
  expect(score(digits, 'acme is 301110941750798')).toBeUndefined()
})

test('what is as long as a UUID is taken where the keys are UUIDs, graded lower', () => {
  const uuid = keyBesideName({
    rule: 'acme-id-key',
    about: 'Acme key',
    names: ['acme'],
    key: /[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}/,
  })
  const other = expandTemplate('{a-z0-9:9}-{a-z0-9:26}', seededPick(7))
  const right = expandTemplate('{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}', seededPick(7))
  expect(score(uuid, `ACME_API_KEY=${other}`)).toBeLessThan(score(uuid, `ACME_API_KEY=${right}`) as number)
  expect(score(uuid, 'acme_key: a-name-of-something-made-of-words-ab')).toBeUndefined()
  expect(score(uuid, 'acme_key: ABCDEFGH-IJKL-MNOP-QRST-UVWXYZABCDEF')).toBeLessThan(MEDIUM)
})

test('a word and a number are no keys', () => {
  expect(judge(acme, `ACME_PAY_KEY=${'1234567890123456'.repeat(2)}`)).toMatchObject({ keep: false })
  expect(judge(box, `box_key=${'nameofsomething'.repeat(3).slice(0, 32)}`)).toMatchObject({ keep: false })
})

test('a name that is a word must stand alone, beside a word for a key', () => {
  expect(score(box, `BOX_API_KEY=${mixed}`)).toBeGreaterThanOrEqual(MEDIUM)
  expect(judge(box, `DROPBOX_API_KEY=${mixed}`)).toBeUndefined()
  expect(score(box, `boxToken=${mixed}`)).toBeGreaterThanOrEqual(MEDIUM)
  expect(score(box, `box=${mixed}`)).toBeLessThan(MEDIUM)
  expect(score(box, `box of ${mixed}`)).toBeUndefined()
  expect(judge(box, `boxes_key=${mixed}`)).toBeUndefined()
})

test('the nearer name has the higher score', () => {
  const text = `acme pay and the box of "api_key": "${hex}"`
  expect(score(box, text)).toBeGreaterThan(score(acme, text) as number)
})

test('a fixed key stands alone and tells what it is', () => {
  const fixed = fixedKey({
    rule: 'acme-live',
    about: 'Acme live key',
    key: /acme_live_[A-Za-z0-9]{24}/,
    judge: (secret) => ({ keep: secret.endsWith('A'), reason: 'the last letter' }),
  })
  const key = expandTemplate('acme_live_{A-Za-z0-9:23}A')
  expect(fixed.pattern.exec(`(${key})`)?.groups?.['secret']).toBe(key)
  expect(fixed.pattern.exec(`${key}b`)).toBeNull()
  expect(fixed.pattern.exec(`my${key}`)).toBeNull()
  expect(fixed.literals).toEqual(['acme_live_'])
  expect(judge(fixed, key)).toMatchObject({ keep: true })
})
