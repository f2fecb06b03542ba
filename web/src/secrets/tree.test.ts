import { expect, test } from 'vitest'
import type { SecretRow } from '../api.gen.ts'
import { treeOf, type Folder } from './tree.ts'

const row = (name: string): SecretRow => ({
  name,
  provider: null,
  version: 1,
  consumers: 0,
  description: '',
  tags: {},
  owner: null,
})
const shape = ({ label, folders, secrets, total }: Folder): unknown => [
  label,
  total,
  ...folders.map(shape),
  ...secrets.map(({ name }) => name.split('/').at(-1)),
]

test('folders come from the names, in order, each with what is in it and below it', () => {
  const rows = ['shop/production/DB', 'shop/dev/DB', 'shop/production/eu/KEY', 'bank/production/B', 'bank/production/A']
  expect(treeOf(rows.map(row)).map(shape)).toEqual([
    ['bank', 2, ['production', 2, 'A', 'B']],
    ['shop', 3, ['dev', 1, 'DB'], ['production', 2, ['eu', 1, 'KEY'], 'DB']],
  ])
})

test('a folder and a secret of the same name stand side by side', () => {
  expect(treeOf([row('shop/dev/KEY'), row('shop/dev/KEY/INNER')]).map(shape)).toEqual([
    ['shop', 2, ['dev', 2, ['KEY', 1, 'INNER'], 'KEY']],
  ])
})

test('parts that are names of an object are folders like others', () => {
  expect(treeOf([row('__proto__/constructor/KEY')]).map(shape)).toEqual([['__proto__', 1, ['constructor', 1, 'KEY']]])
})

test('nothing is an empty tree', () => {
  expect(treeOf([])).toEqual([])
})
