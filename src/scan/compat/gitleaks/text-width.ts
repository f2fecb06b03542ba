/** How many cells of a terminal a text takes: two for wide characters, none for marks and controls. */
import { printableText } from './byte-text.ts'

const NO_CELL = /^[\p{Cc}\p{Mn}\p{Me}\p{Cf}]$/u
const TWO_CELLS =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6])$/u

export function widthOf(text: string): number {
  let width = 0
  for (const char of printableText(text)) width += NO_CELL.test(char) ? 0 : TWO_CELLS.test(char) ? 2 : 1
  return width
}
