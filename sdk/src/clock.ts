/** The only file of this package that reads the time of day. Everything else measures with `performance.now()`. */
export function now(): Date {
  return new Date()
}
