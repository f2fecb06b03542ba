/** Checkout: writes an order and opens a payment for it. */
import pg from 'pg'
import { createPool } from '@rekey/sdk/pg'
import { createPayments } from './payments.js'
import { DATABASE_SECRET, connectToRekey, serve } from './service.js'

const client = connectToRekey('checkout')
const pool = createPool(client, DATABASE_SECRET, { pg, max: 4, application_name: 'shop-checkout' })
const payments = createPayments(client, 'checkout')

async function work() {
  const cents = 1_999
  const { rows } = await pool.query('insert into orders (service, cents) values ($1, $2) returning id', [
    'checkout',
    cents,
  ])
  await payments.createPayment(cents)
  return { order: rows[0].id }
}

serve({
  routes: { 'GET /work': work },
  async close() {
    await pool.end()
    await client.close()
  },
})
