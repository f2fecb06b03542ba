/**
 * Two projects. `unit` shares one module graph per thread, so its tests must not patch globals.
 * `process` starts servers, databases and browsers: few workers, long limits, after the unit tests.
 */
import { defineConfig } from 'vitest/config'
// @ts-expect-error: build scripts are plain JavaScript, so that they run without a build
import { buildKernel } from './scripts/build-kernel.mjs'

// Sources import the compiled kernel; made already, this is a matter of milliseconds.
await buildKernel()

const exclude = ['**/node_modules/**', '**/dist/**']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{src,sdk/src,sdk/test,web/src,scripts}/**/*.test.{ts,tsx}',
            'test/{contract,forensics,fakes}/**/*.test.ts',
            'test/*.test.ts',
          ],
          exclude,
          pool: 'threads',
          isolate: false,
          testTimeout: 15_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'process',
          include: ['test/{crash,browser,faults,cli,compat,fuzz,drill,story}/**/*.test.ts'],
          exclude,
          pool: 'forks',
          maxWorkers: 2,
          // Real servers on a busy machine: what fails twice is a fault, and what was repeated is named at the end.
          retry: 1,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
