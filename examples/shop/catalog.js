/** Catalog: reads the newest orders to show what sells. */
import pg from 'pg'
import { createPool } from '@rekey/sdk/pg'
import { DATABASE_SECRET, connectToRekey, serve } from './service.js'

const client = connectToRekey('catalog')
const pool = createPool(client, DATABASE_SECRET, { pg, max: 4, application_name: 'shop-catalog' })

async function work() {
  const { rows } = await pool.query('select id, cents from orders order by id desc limit 5')
  return { newest: rows }
}

serve({
  routes: { 'GET /work': work },
  async close() {
    await pool.end()
    await client.close()
  },
})
