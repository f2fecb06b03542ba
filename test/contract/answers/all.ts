/** All that is known of the answers of providers: one entry for each kind of key that can be asked about. */
import { A_TO_B } from './a-to-b.ts'
import { BY_HAND } from './by-hand.ts'
import { C_TO_D } from './c-to-d.ts'
import { E_TO_G } from './e-to-g.ts'
import { H_TO_L } from './h-to-l.ts'
import type { KeyAnswers } from './key-answers.ts'
import { M_TO_O } from './m-to-o.ts'
import { OF_PARTS } from './of-parts.ts'
import { P_TO_R } from './p-to-r.ts'
import { S_TO_Z } from './s-to-z.ts'

export const KEY_ANSWERS: readonly KeyAnswers[] = [
  ...BY_HAND,
  ...OF_PARTS,
  ...A_TO_B,
  ...C_TO_D,
  ...E_TO_G,
  ...H_TO_L,
  ...M_TO_O,
  ...P_TO_R,
  ...S_TO_Z,
]
