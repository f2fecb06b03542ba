/** PostgreSQL: the twins change places with each rotation, so every step is done in both directions. */
import { DATABASE_SECRET } from '../../src/drill/stage.ts'
import { STEP_ORDER } from '../../src/rotate/rotation.ts'
import { crashAtEveryStep } from './every-step.ts'

crashAtEveryStep('postgres', DATABASE_SECRET, STEP_ORDER)
