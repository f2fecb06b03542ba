/** The engine of the catalogue, with decoding: what a scan loads when there is something to search. */
import { withDecoding, type DecodingEngine } from '../detect/decode/decoding-engine.ts'
import { createEngine, type EngineOptions } from '../detect/engine.ts'
import { catalogueTables } from './catalogue-image.ts'
import { catalogue } from './catalogue.ts'

export interface CatalogueEngineOptions extends Pick<EngineOptions, 'onLimit'> {
  /** How often what was decoded is decoded again; 0 for not at all. */
  readonly decodeDepth?: number | undefined
}

export function createCatalogueEngine({ onLimit, decodeDepth }: CatalogueEngineOptions): DecodingEngine {
  const depth = decodeDepth === undefined ? {} : { depth: decodeDepth }
  return withDecoding(createEngine(catalogue(), { ...catalogueTables(), onLimit }), depth)
}
