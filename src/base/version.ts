/** The version of this program, as in package.json (test/repo.test.ts holds the two equal). */
export const version = '0.1.0'
