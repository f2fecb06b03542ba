/** The shop behind the fake Stripe: invented customers and charges, the same in every run. */
import { sha256Hex } from '../base/signing.ts'
import type { StoredObject } from './fake-stripe-store.ts'

const FIRST = ['Ada', 'Bela', 'Chloe', 'Dario', 'Edda', 'Farid', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Kira', 'Liam']
const LAST = ['Abel', 'Brandt', 'Costa', 'Duarte', 'Ehlers', 'Fontana', 'Gruber', 'Hansen', 'Ivanov', 'Jansen', 'Klein']
const CITIES = ['Berlin', 'Lisbon', 'Lyon', 'Porto', 'Vienna']
/** 2026-01-01T00:00:00Z, in seconds. */
const EPOCH = 1_767_225_600

export const CUSTOMER_COUNT = 250
export const CHARGE_COUNT = 400

function idOf(prefix: string, index: number): string {
  return `${prefix}_${sha256Hex(`rekey drill ${prefix} ${index}`).slice(0, 14)}`
}

function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T
}

function customer(index: number, livemode: boolean): StoredObject {
  const name = `${pick(FIRST, index)} ${pick(LAST, Math.floor(index / FIRST.length) + index)}`
  return {
    id: idOf('cus', index),
    object: 'customer',
    address: {
      city: pick(CITIES, index),
      country: 'DE',
      line1: `Street ${index}`,
      line2: null,
      postal_code: `${10_000 + index}`,
      state: null,
    },
    balance: 0,
    created: EPOCH + index * 3_600,
    currency: 'eur',
    delinquent: false,
    description: null,
    email: `${name.toLowerCase().replace(' ', '.')}.${index}@example.com`,
    livemode,
    metadata: {},
    name,
    phone: null,
  }
}

function charge(index: number, livemode: boolean): StoredObject {
  const buyer = customer(index % CUSTOMER_COUNT, livemode)
  const amount = 500 + ((index * 7_919) % 20_000)
  return {
    id: idOf('ch', index),
    object: 'charge',
    amount,
    amount_captured: amount,
    amount_refunded: 0,
    billing_details: { address: buyer['address'], email: buyer['email'], name: buyer['name'], phone: null },
    captured: true,
    created: EPOCH + index * 1_800,
    currency: 'eur',
    customer: buyer.id,
    livemode,
    metadata: {},
    paid: true,
    refunded: false,
    status: 'succeeded',
  }
}

/** Made once: a list request under load costs no more than its page. */
function made(count: number, make: (index: number, livemode: boolean) => StoredObject): Record<string, StoredObject[]> {
  const newestFirst = (livemode: boolean) => Array.from({ length: count }, (_, i) => make(count - 1 - i, livemode))
  return { true: newestFirst(true), false: newestFirst(false) }
}

const CUSTOMERS = made(CUSTOMER_COUNT, customer)
const CHARGES = made(CHARGE_COUNT, charge)

/** Newest first, as Stripe lists. */
export function listCustomers(livemode: boolean): readonly StoredObject[] {
  return CUSTOMERS[String(livemode)] ?? []
}

export function listCharges(livemode: boolean): readonly StoredObject[] {
  return CHARGES[String(livemode)] ?? []
}
