/**
 * A vitest reporter that says last what matters most: each test that failed, with its error, and each
 * that passed only when it was repeated. A record that keeps just the end of the output still names them.
 */
const ERROR_LINES = 12

const nameOf = (test) => `${test.module.relativeModuleId} > ${test.fullName}`
const firstLines = (text) => text.split('\n').slice(0, ERROR_LINES).join('\n').replaceAll(/^/gm, '    ')
const describe = (errors) =>
  (errors ?? []).map((error) => firstLines(error.stack ?? error.message ?? String(error))).join('\n')

export default class LastWords {
  #failed = []
  #repeated = []

  onTestCaseResult(test) {
    const result = test.result()
    if (result.state === 'failed') this.#failed.push(`${nameOf(test)}\n${describe(result.errors)}`)
    else if (test.diagnostic()?.flaky) this.#repeated.push(nameOf(test))
  }

  onTestRunEnd(modules, unhandledErrors) {
    const unloaded = modules
      .filter((module) => module.errors().length > 0)
      .map((module) => `${module.relativeModuleId}\n${describe(module.errors())}`)
    const outside = unhandledErrors.map((error) => `outside of any test\n${describe([error])}`)
    const say = (title, rows) => rows.length > 0 && process.stdout.write(`\n${title}\n  ${rows.join('\n  ')}\n`)
    say('passed only when repeated:', this.#repeated)
    say('failed:', [...this.#failed, ...unloaded, ...outside])
  }
}
