/** Which routes a mount has, by its type. */
import { approleRoutes } from './approle.ts'
import type { Route } from './call.ts'
import { cubbyholeRoutes } from './cubbyhole.ts'
import { databaseRoutes } from './database.ts'
import { jwtRoutes } from './jwt-login.ts'
import { kvOneRoutes } from './kv-one.ts'
import { kvTwoRoutes } from './kv-two.ts'
import { leaseRoutes } from './lease-routes.ts'
import { mountRoutes } from './mount-routes.ts'
import { kvVersion, type Mount } from './mounts.ts'
import { policyRoutes } from './policy-routes.ts'
import { stateRoutes } from './system.ts'
import { tokenRoutes } from './token-routes.ts'
import { toolRoutes } from './tools.ts'
import { userpassRoutes } from './userpass.ts'
import { wrappingRoutes } from './wrapping.ts'

const SYSTEM: readonly Route[] = [
  ...stateRoutes,
  ...policyRoutes,
  ...mountRoutes,
  ...leaseRoutes,
  ...wrappingRoutes,
  ...toolRoutes,
]
const BY_TYPE: Readonly<Record<string, readonly Route[]>> = {
  approle: approleRoutes,
  cubbyhole: cubbyholeRoutes,
  database: databaseRoutes,
  jwt: jwtRoutes,
  system: SYSTEM,
  token: tokenRoutes,
  userpass: userpassRoutes,
}

export function routesOf(mount: Mount): readonly Route[] {
  const version = kvVersion(mount)
  if (version) return version === 2 ? kvTwoRoutes : kvOneRoutes
  return BY_TYPE[mount.type] ?? []
}
