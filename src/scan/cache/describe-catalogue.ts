/** All of the catalogue that decides what a scan finds, for a program that runs from its sources. */
import { sha256Hex } from '../../base/signing.ts'
import { readCatalogueImage } from '../catalogue-image.ts'
import { catalogue } from '../catalogue.ts'

export function describeCatalogue(): unknown {
  const rules = catalogue().map((rule) =>
    Object.entries(rule).map(([name, value]) => [name, typeof value === 'object' ? value : String(value)]),
  )
  return [sha256Hex(Buffer.from(readCatalogueImage())), rules]
}
