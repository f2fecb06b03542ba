import { expect, test } from 'vitest'
import { ARGUMENT, judgeTyped } from './typed-password.ts'

const argument = (text: string): string | undefined => new RegExp(`-p\\s?${ARGUMENT}`).exec(text)?.groups?.['secret']

test('an argument is read as a shell reads it', () => {
  expect(argument(`-p 'a b$c' x`)).toBe('a b$c')
  expect(argument(`-p "a b!c" x`)).toBe('a b!c')
  expect(argument(`-pa!b$c x`)).toBe('a!b$c')
})

test('variables, options, lists and redirections are no arguments', () => {
  for (const text of ['-p $PASS', '-p "$PASS"', '-p ${PASS}', '-p `cat f`', '-p %PASS%', '-p -u x', '-p <file', '-p *'])
    expect(argument(text), text).toBeUndefined()
})

test('names, ports, paths and joined strings are no passwords', () => {
  for (const text of [
    'password',
    'mypassword',
    'db_password',
    'your-secret',
    'password_here',
    '3306',
    './file',
    '/etc/x',
  ])
    expect(judgeTyped(text).keep, text).toBe(false)
  expect(judgeTyped('` + secret + `').keep).toBe(false)
})

test('a word is graded low, and so is what is short', () => {
  expect(judgeTyped('penguins')).toMatchObject({ keep: true, score: -30 })
  expect(judgeTyped('pen7!')).toMatchObject({ keep: true, score: -25 })
  expect(judgeTyped('pen7!guin2')).toMatchObject({ keep: true, score: 0 })
})
