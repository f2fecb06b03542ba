/** The signs of assembly/sign.ts in plain TypeScript. */

/** How many of three bytes are a sign: 0 when there is none. */
export function lengthOfSign(first: number, next: number, third: number): number {
  const isLong = third === 0x3d
  switch (first) {
    case 0x3d:
      return next === 0x3d ? (isLong ? 3 : 2) : next === 0x3e ? 2 : 1
    case 0x21:
      return next === 0x3d ? (isLong ? 3 : 2) : 0
    case 0x3a:
      return next === 0x3d ? 2 : 1
    case 0x3f:
      return next === 0x3f && isLong ? 3 : next === 0x3d ? 2 : 0
    case 0x7c:
      return next === 0x7c && isLong ? 3 : 0
    case 0x2b:
      return next === 0x3d ? 2 : 0
    case 0x2d:
      return next === 0x3e ? 2 : 0
    case 0x2c:
    case 0x3e:
    case 0x28:
      return 1
    default:
      return 0
  }
}
