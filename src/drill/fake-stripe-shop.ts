/** `/v1` of the fake Stripe: what the drill's services use, and what an intruder would read. */
import { listCharges, listCustomers } from './fake-stripe-data.ts'
import { randomText } from './fake-stripe-keys.ts'
import { badRequest, errorReply, notFound, type Reply } from './fake-stripe-http.ts'
import type { FakeStripeStore, StoredKey, StoredObject } from './fake-stripe-store.ts'

export interface ShopRequest {
  readonly method: string
  /** Behind `/v1/`: `customers/cus_1`. */
  readonly path: string
  readonly query: URLSearchParams
  readonly form: URLSearchParams
  readonly key: StoredKey
  readonly now: Date
}

export function answerShop(store: FakeStripeStore, request: ShopRequest): Reply {
  const [collection = '', id] = request.path.split('/')
  const { livemode, may } = request.key
  if (may === 'public') {
    return errorReply(403, 'secret_key_required', 'This API call cannot be made with a publishable API key.')
  }
  if (may === 'charges' && !(collection === 'charges' && request.method === 'GET')) {
    return errorReply(403, 'more_permissions_required', 'The provided key does not have the required permissions.')
  }
  switch (`${request.method} ${collection}${id === undefined ? '' : '/:id'}`) {
    case 'GET balance':
      return { status: 200, body: balance(livemode) }
    case 'GET account':
      return { status: 200, body: { id: store.account?.id, object: 'account', country: 'DE', charges_enabled: true } }
    case 'GET customers':
      return list('customers', listCustomers(livemode), request.query)
    case 'GET customers/:id':
      return one(listCustomers(livemode), id, 'customer')
    case 'GET charges':
      return list('charges', listCharges(livemode), request.query)
    case 'GET charges/:id':
      return one(listCharges(livemode), id, 'charge')
    case 'GET payment_intents/:id':
      return one([...store.objects.values()], id, 'payment_intent')
    case 'POST payment_intents':
      return createPaymentIntent(store, request)
    case 'POST refunds':
      return createRefund(store, request)
    default:
      return errorReply(404, 'url_invalid', `Unrecognized request URL (${request.method}: /v1/${collection}).`)
  }
}

function balance(livemode: boolean): unknown {
  const money = (amount: number): unknown[] => [{ amount, currency: 'eur', source_types: { card: amount } }]
  return { object: 'balance', available: money(4_812_00), livemode, pending: money(913_50) }
}

function list(collection: string, all: readonly StoredObject[], query: URLSearchParams): Reply {
  const limit = Number(query.get('limit') ?? 10)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    return badRequest('parameter_invalid_integer', 'limit is 1 to 100.')
  const after = query.get('starting_after')
  const start = after === null ? 0 : all.findIndex((item) => item.id === after) + 1
  if (after !== null && start === 0) return notFound(`${collection.slice(0, -1)}: '${after}'`)
  const data = all.slice(start, start + limit)
  return { status: 200, body: { object: 'list', data, has_more: start + limit < all.length, url: `/v1/${collection}` } }
}

function one(all: readonly StoredObject[], id: string | undefined, what: string): Reply {
  const found = all.find((candidate) => candidate.id === id && candidate.object === what)
  return found ? { status: 200, body: found } : notFound(what)
}

function createPaymentIntent(store: FakeStripeStore, { form, key, now }: ShopRequest): Reply {
  const amount = Number(form.get('amount'))
  const currency = form.get('currency')
  if (!form.has('amount') || !currency) return badRequest('parameter_missing', 'amount and currency are required.')
  if (!Number.isInteger(amount) || amount < 1)
    return badRequest('parameter_invalid_integer', 'amount must be positive.')
  const value: StoredObject = {
    id: `pi_${randomText(24)}`,
    object: 'payment_intent',
    amount,
    created: Math.floor(now.getTime() / 1_000),
    currency,
    customer: form.get('customer'),
    livemode: key.livemode,
    metadata: {},
    status: form.get('confirm') === 'true' ? 'succeeded' : 'requires_payment_method',
  }
  store.commit({ type: 'object', value })
  return { status: 200, body: value }
}

function createRefund(store: FakeStripeStore, { form, key, now }: ShopRequest): Reply {
  const target = form.get('charge') ?? form.get('payment_intent')
  if (!target) return badRequest('parameter_missing', 'One of charge or payment_intent is required.')
  const paid = store.objects.get(target) ?? listCharges(key.livemode).find((charge) => charge.id === target)
  if (!paid) return notFound(`charge: '${target}'`)
  const refunds = [...store.objects.values()].filter((made) => made.object === 'refund' && made['charge'] === target)
  if (refunds.length > 0) return badRequest('charge_already_refunded', `Charge ${target} has already been refunded.`)
  const value: StoredObject = {
    id: `re_${randomText(24)}`,
    object: 'refund',
    amount: Number(form.get('amount') ?? paid['amount']),
    charge: target,
    created: Math.floor(now.getTime() / 1_000),
    currency: paid['currency'],
    status: 'succeeded',
  }
  store.commit({ type: 'object', value })
  return { status: 200, body: value }
}
