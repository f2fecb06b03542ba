import { expect, test } from 'vitest'
import { fileRole, gradeByRole } from './file-role.ts'

test.each([
  ['src/app.ts', 'code'],
  ['src/latest/contest.py', 'code'],
  ['config/production.env', 'code'],
  ['test/app.ts', 'test'],
  ['src/app.test.ts', 'test'],
  ['src/UserServiceTest.java', 'test'],
  ['internal/testdata/key', 'test'],
  ['.env.example', 'example'],
  ['apis/iam.examples.json', 'example'],
  ['docs/setup.yaml', 'document'],
  ['README.md', 'document'],
])('%s is %s', (path, role) => {
  expect(fileRole(path)).toBe(role)
})

test('what only looks like a key loses more in a test file than a fixed format', () => {
  const finding = { file: 'test/a.ts', provider: 'generic', score: 50, confidence: 'medium', reasons: ['r'] } as const
  expect(gradeByRole(finding)).toMatchObject({ score: 30, confidence: 'low', reasons: ['r', expect.any(String)] })
  expect(gradeByRole({ ...finding, provider: 'github', score: 90 })).toMatchObject({ score: 85, confidence: 'high' })
  expect(gradeByRole({ ...finding, file: 'src/a.ts' })).toMatchObject({ score: 50, reasons: ['r'] })
})
