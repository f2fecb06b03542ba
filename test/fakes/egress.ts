/** The real ways out, for tests that must see that nothing goes out. */
export { httpOut, sqlOut } from '../../src/server/egress.ts'
