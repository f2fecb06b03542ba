/** The tables of the AWS Secrets Manager interface, as Kysely sees them. */
import type { ColumnType } from 'kysely'

type Defaulted<T> = ColumnType<T, T | undefined, T>
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>

export interface AwsTables {
  access_keys: {
    id: string
    identity_id: string
    project: string
    environment: string
    sealed_secret: Buffer
    token_hash: Optional<string>
    created_at: Date
    created_by: string
    expires_at: Optional<Date>
    revoked_at: Optional<Date>
  }
  function_rotations: {
    id: string
    secret_id: string
    token: string
    arn: string
    function_arn: string
    step: 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret'
    tests_only: Defaulted<boolean>
    status: 'running' | 'done' | 'failed' | 'cancelled'
    attempts: Defaulted<number>
    error: Optional<string>
    requested_by: string
    created_at: Date
    finished_at: Optional<Date>
    run_at: Date
    owner: Optional<string>
    lease_until: Optional<Date>
    fence: Defaulted<number>
  }
  version_reads: { version_id: string; read_on: Date }
  rotation_schedules: { secret_id: string; next_at: Date }
}
