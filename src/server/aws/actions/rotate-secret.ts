/**
 * RotateSecret: keeps who rotates and when, and starts a rotation at once unless that is declined. A value changes
 * later, step by step; the answer names the version that will hold it.
 */
import { planNext } from '../rotation/plan-next.ts'
import { checkRules, nextRotation } from '../rotation/schedule.ts'
import { canRotateItself, startRotation } from '../rotation/start.ts'
import { AwsError, invalidParameter, invalidRequest } from '../aws-error.ts'
import type { ActionHandler, Call } from '../call.ts'
import { changeFacts, type AwsFacts } from '../facts.ts'
import { resolveSecret, type AwsSecret } from '../find-secret.ts'
import type { RequestOf } from '../service-model.ts'

type Input = RequestOf<'RotateSecret'>

export const rotateSecret: ActionHandler<'RotateSecret'> = async (call, input) => {
  const token = checkToken(input.ClientRequestToken)
  if (input.RotationRules) checkRules(input.RotationRules)
  const found = await resolveSecret(call, input.SecretId, 'rotate')
  const functionArn = input.RotationLambdaARN || found.facts.rotation?.functionArn
  requireRotator(call, found, functionArn)
  const isAtOnce = input.RotateImmediately ?? true
  const { app, now, identity } = call
  const started = await app.db.transaction().execute(async (tx) => {
    const secret = await changeFacts(tx, now, {
      secret: found.secret,
      actor: identity.name,
      change: (facts) => enable(facts, { functionArn, rules: input.RotationRules, now }),
    })
    await planNext(tx, secret)
    // Our own rotators have no step that only tests.
    if (!isAtOnce && functionArn === undefined) return 'started'
    const run = { secret, arn: found.arn, token, functionArn, testsOnly: !isAtOnce, actor: identity.name }
    return startRotation(app, tx, run)
  })
  app.pokeWorkers()
  if (started === 'again')
    throw invalidRequest("A previous rotation isn't complete. That rotation will be reattempted.")
  return { ARN: found.arn, Name: found.name, VersionId: token }
}

/** The one call that answers a missing token with another error. */
function checkToken(token: string | undefined): string {
  if (token === undefined)
    throw invalidParameter('You must provide a ClientRequestToken value. We recommend a UUID-type value.')
  if (token.length < 32 || token.length > 64)
    throw invalidParameter('ClientRequestToken must be 32-64 characters long.')
  return token
}

function requireRotator(call: Call, { secret }: AwsSecret, functionArn: string | undefined): void {
  if (functionArn === undefined) {
    if (canRotateItself(call.app, secret)) return
    throw invalidRequest('No Lambda rotation function ARN is associated with this secret.')
  }
  if (call.app.rotationFunctions.findUrl(functionArn) === undefined) {
    throw new AwsError(
      'AccessDeniedException',
      'Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.',
    )
  }
}

function enable(
  facts: AwsFacts,
  { functionArn, rules, now }: { functionArn: string | undefined; rules: Input['RotationRules']; now: Date },
): AwsFacts {
  const { nextAt: _before, ...rotation } = facts.rotation ?? { enabled: true }
  const kept = rules ?? rotation.rules
  const next = nextRotation(kept, now)?.toISOString()
  return {
    ...facts,
    rotation: {
      ...rotation,
      enabled: true,
      ...(functionArn !== undefined && { functionArn }),
      ...(kept && { rules: kept }),
      ...(next && { nextAt: next }),
    },
  }
}
