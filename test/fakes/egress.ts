/** The real ways out, for tests that must see that nothing goes out. */
import { createHttpOut } from '../../src/egress/http-out.ts'

export { sqlOut } from '../../src/server/sql-out.ts'
export const httpOut = createHttpOut([])
