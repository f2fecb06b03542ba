/**
 * Calls to the payment provider. The key comes from Rekey for each call; when the provider refuses it,
 * `withSecret` asks Rekey once whether there is a newer one and repeats the call with that.
 */
import { required } from './service.js'

const STRIPE_SECRET = 'shop/production/STRIPE_SECRET_KEY'
const TIMEOUT_MS = 8_000

export function createPayments(client, service) {
  const call = (method, path, body) =>
    client.withSecret(STRIPE_SECRET, async (key) => {
      const response = await fetch(required('STRIPE_URL') + path, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          'user-agent': `shop-${service}/1.0 Stripe/v1 NodeBindings/20.2.0`,
          ...(process.env.SERVICE_IP && { 'x-forwarded-for': process.env.SERVICE_IP }),
          ...(body && { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(body && { body: new URLSearchParams(body) }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      const text = await response.text()
      return { status: response.status, text }
    })

  return {
    async listCustomers() {
      return parse(await call('GET', '/v1/customers?limit=1'))
    },
    async createPayment(cents) {
      return parse(await call('POST', '/v1/payment_intents', { amount: String(cents), currency: 'eur' }))
    },
  }
}

function parse({ status, text }) {
  if (status !== 200) throw Object.assign(new Error('payment failed'), { publicReason: `payment provider: ${status}` })
  return JSON.parse(text)
}
