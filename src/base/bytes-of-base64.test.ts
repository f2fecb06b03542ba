import { expect, test } from 'vitest'
import { bytesOfBase64 } from './bytes-of-base64.ts'

test('bytes come back as they were', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  expect([...bytesOfBase64(Buffer.from(bytes).toString('base64'))]).toEqual([...bytes])
  expect([...bytesOfBase64('')]).toEqual([])
})
