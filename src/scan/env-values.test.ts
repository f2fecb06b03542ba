import { expect, test } from 'vitest'
import { expandTemplate } from '../detect/expand-template.ts'
import { countRealValues } from './env-values.ts'

test.each([
  'DB_PASSWORD={A-Za-z0-9:12}',
  'export API_KEY="{a-f0-9:32}"',
  "SESSION_SECRET='{A-Za-z0-9!%:24}' # changed in May",
  'DATABASE_URL=postgres://shop:{A-Za-z0-9:12}@db.shop.internal/shop',
  'MAIL_PASSWORD=Summer-1999-{0-9:3}',
])('%s is real', (template) => {
  expect(countRealValues(`PORT=80\n${expandTemplate(template)}\n`)).toBe(1)
})

test.each([
  'DB_PASSWORD=',
  'DB_PASSWORD=secret',
  'DB_PASSWORD=${DB_PASSWORD_OF_SHOP}',
  'API_KEY=your-api-key-here',
  'API_KEY=<the key of the shop>',
  'TOKEN_TTL=86400000',
  'PRIVATE_KEY_PATH=/etc/shop/key.pem',
  'AUTH_URL=https://login.shop.internal/oauth',
  'DATABASE_URL=postgres://shop:shop@localhost/shop',
  'NEXT_PUBLIC_API_KEY={a-f0-9:32}',
  'ACCESS_KEY_ID={A-Z0-9:20}',
  'PORT=5432',
  '# DB_PASSWORD={A-Za-z0-9:12}',
])('%s is not', (template) => {
  expect(countRealValues(`${expandTemplate(template)}\n`)).toBe(0)
})
