/** Accounts: writes an order on behalf of a customer, in a transaction on one connection. */
import pg from 'pg'
import { createPool } from '@rekey/sdk/pg'
import { DATABASE_SECRET, connectToRekey, serve } from './service.js'

const client = connectToRekey('accounts')
const pool = createPool(client, DATABASE_SECRET, { pg, max: 4, application_name: 'shop-accounts' })

async function work() {
  const connection = await pool.connect()
  let failure
  try {
    await connection.query('begin')
    const { rows } = await connection.query('insert into orders (service, cents) values ($1, $2) returning id', [
      'accounts',
      500,
    ])
    await connection.query('commit')
    return { order: rows[0].id }
  } catch (error) {
    failure = error
    throw error
  } finally {
    // A connection in a failed transaction must not serve anybody else.
    connection.release(failure)
  }
}

serve({
  routes: { 'GET /work': work },
  async close() {
    await pool.end()
    await client.close()
  },
})
