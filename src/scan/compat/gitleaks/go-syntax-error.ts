/** The refusal of a pattern. */

/** What RE2 says about a pattern that it refuses. */
export class GoSyntaxError extends Error {
  constructor(reason: string, fragment: string) {
    super(`error parsing regexp: ${reason}: \`${fragment}\``)
  }
}
