/** Stripe: create is one call that cannot be asked about afterwards; its idempotency key has to bring the answer back. */
import { STRIPE_SECRET } from '../../src/drill/stage.ts'
import stripe from '../../src/providers/stripe.ts'
import { planRotation } from '../../src/rotate/plan.ts'
import type { KeyKind } from '../../src/providers/provider.ts'
import { crashAtEveryStep } from './every-step.ts'

const plan = planRotation(stripe.keys['secret'] as KeyKind, { leaked: false, hasAdmin: true })

crashAtEveryStep('stripe', STRIPE_SECRET, plan.steps)
