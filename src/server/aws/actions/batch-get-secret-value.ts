/** BatchGetSecretValue: current values of named secrets, or of those that filters find. Each fails by itself. */
import { invalidParameter } from '../aws-error.ts'
import type { ActionHandler, Call } from '../call.ts'
import { nextPage } from '../list-secrets.ts'
import { revealVersion } from '../reveal.ts'
import { toAwsError } from '../translate-error.ts'
import type { RequestOf } from '../service-model.ts'

const PAGE = 20

export const batchGetSecretValue: ActionHandler<'BatchGetSecretValue'> = async (call, input) => {
  const { SecretIdList: ids, Filters: filters, MaxResults: max } = input
  if (!ids === !filters) throw invalidParameter("Either 'SecretIdList' or 'Filters' must be provided, but not both.")
  if (max !== undefined && !filters) {
    throw invalidParameter("'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided.")
  }
  const { secretIds, nextToken } = ids ? { secretIds: ids, nextToken: undefined } : await findIds(call, input)
  const values: object[] = []
  const errors: object[] = []
  for (const SecretId of secretIds) {
    try {
      values.push(await revealVersion(call, { SecretId }))
    } catch (error) {
      const { type, message, status } = toAwsError(error)
      if (status >= 500) throw error
      errors.push({ SecretId, ErrorCode: type, Message: message })
    }
  }
  return { SecretValues: values, Errors: errors, NextToken: nextToken }
}

async function findIds(
  call: Call,
  { Filters: filters, MaxResults: max = PAGE, NextToken: token }: RequestOf<'BatchGetSecretValue'>,
): Promise<{ secretIds: string[]; nextToken: string | undefined }> {
  const { page, nextToken } = await nextPage(call, { filters, max, token })
  return { secretIds: page.map(({ name }) => name), nextToken }
}
