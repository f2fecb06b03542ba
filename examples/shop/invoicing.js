/** Invoicing: adds up the last orders and looks up the customer at the payment provider. */
import pg from 'pg'
import { createPool } from '@rekey/sdk/pg'
import { createPayments } from './payments.js'
import { DATABASE_SECRET, connectToRekey, serve } from './service.js'

const client = connectToRekey('invoicing')
const pool = createPool(client, DATABASE_SECRET, { pg, max: 4, application_name: 'shop-invoicing' })
const payments = createPayments(client, 'invoicing')

async function work() {
  const { rows } = await pool.query(
    'select coalesce(sum(cents), 0)::int as cents from (select cents from orders order by id desc limit 10) as latest',
  )
  await payments.listCustomers()
  return { cents: rows[0].cents }
}

serve({
  routes: { 'GET /work': work },
  async close() {
    await pool.end()
    await client.close()
  },
})
