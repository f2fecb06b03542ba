/**
 * 7z. Reads the directory at the end, then each folder of streams in one go; LZMA, LZMA2, Deflate, bzip2 and stored.
 * Filters for machine code are not undone: they change no text.
 */
import { Damaged, Unreadable, type Budget } from './budget.ts'
import { streamOf, type Entry, type RandomAccess } from './body.ts'
import { decompress } from './decompress.ts'
import { Feed } from './feed.ts'
import { LzmaDecoder, parseProperties } from './lzma.ts'
import {
  Directory,
  ID,
  readNames,
  readStreams,
  SEVEN_ZIP_HEADER_BYTES as HEADER_BYTES,
  type Folder,
  type Streams,
} from './seven-zip-directory.ts'
import { dictionarySize, readLzma2 } from './xz.ts'

const MAX_DIRECTORY_BYTES = 64 * 1024 * 1024
const PIECE_BYTES = 256 * 1024

export async function* readSevenZip(random: RandomAccess, budget: Budget): AsyncGenerator<Entry> {
  const start = random.read(0, HEADER_BYTES)
  if (start.length < HEADER_BYTES) throw new Damaged('it ends within its header')
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength)
  const offset = Number(view.getBigUint64(12, true))
  const size = Number(view.getBigUint64(20, true))
  if (size === 0) return
  if (size > MAX_DIRECTORY_BYTES || HEADER_BYTES + offset + size > random.size)
    throw new Damaged('its directory is missing')
  let directory = new Directory(random.read(HEADER_BYTES + offset, size))
  let id = directory.number()
  for (let packed = 0; id === ID.encoded; packed++) {
    const folder = readStreams(directory).folders[0]
    if (packed > 3 || folder === undefined || folder.size > MAX_DIRECTORY_BYTES)
      throw new Damaged('its directory is wrong')
    directory = new Directory(await budget.whole(unpackFolder(random, folder)))
    id = directory.number()
  }
  if (id !== ID.header) throw new Damaged('its directory is wrong')
  yield* readEntries(random, directory)
}

async function* readEntries(random: RandomAccess, directory: Directory): AsyncGenerator<Entry> {
  let streams: Streams = { folders: [] }
  let names: readonly string[] = []
  for (let id = directory.number(); id !== ID.end; id = directory.number()) {
    if (id === ID.streams) streams = readStreams(directory)
    else if (id === ID.files) names = readNames(directory)
    else throw new Damaged('its directory holds something that is not known')
  }
  let file = 0
  for (const folder of streams.folders) {
    const first = names[file] ?? `file ${file + 1}`
    const problem = findProblem(folder)
    if (problem !== undefined) {
      yield {
        name: folder.parts.length > 1 ? `${first} and ${folder.parts.length - 1} more` : first,
        body: { unreadable: problem },
      }
      file += folder.parts.length
      continue
    }
    const feed = new Feed(unpackFolder(random, folder))
    for (const part of folder.parts) {
      const remaining = { bytes: part }
      yield { name: names[file] ?? `file ${file + 1}`, body: { stream: () => takePart(feed, remaining) } }
      if (!(await feed.skip(remaining.bytes))) throw new Damaged('it ends within an entry')
      file++
    }
    await feed.close()
  }
}

async function* takePart(feed: Feed, remaining: { bytes: number }): AsyncGenerator<Uint8Array> {
  for await (const piece of feed.take(remaining.bytes)) {
    remaining.bytes -= piece.length
    yield piece
  }
}

const METHODS: Readonly<Record<string, string>> = {
  '00': 'copy',
  '21': 'lzma2',
  '030101': 'lzma',
  '040108': 'deflate',
  '040202': 'bzip2',
  '03030103': 'filter',
  '04': 'filter',
  '03030501': 'filter',
  '07': 'filter',
  '0a': 'filter',
}

function findProblem(folder: Folder): string | undefined {
  const unknown = folder.coders.find(({ method }) => METHODS[method] === undefined)
  if (unknown === undefined) return undefined
  return unknown.method === '06f10701' ? 'encrypted' : `compression method ${unknown.method} is not known`
}

async function* unpackFolder(random: RandomAccess, folder: Folder): AsyncGenerator<Uint8Array> {
  const problem = findProblem(folder)
  if (problem !== undefined) throw new Unreadable(problem)
  const { start, size } = folder.packed
  if (start + size > random.size) throw new Damaged('it ends within its data')
  let stream: AsyncGenerator<Uint8Array> = streamOf(random, start, start + size)
  for (const { method, properties } of folder.coders) {
    const name = METHODS[method]
    if (name === 'lzma') stream = unlzma(stream, properties, folder.size)
    else if (name === 'lzma2') stream = readLzma2(new Feed(stream), dictionarySize(properties[0] ?? 0))
    else if (name === 'deflate' || name === 'bzip2') stream = decompress(name, stream)
  }
  yield* stream
}

/** The input of one folder is taken as a whole: LZMA has no boundaries to wait at. */
async function* unlzma(
  stream: AsyncIterable<Uint8Array>,
  properties: Uint8Array,
  size: number,
): AsyncGenerator<Uint8Array> {
  if (properties.length < 5) throw new Damaged('its LZMA properties are wrong')
  const parts: Uint8Array[] = []
  for await (const part of stream) parts.push(part)
  const dictionary = new DataView(properties.buffer, properties.byteOffset, properties.byteLength).getUint32(1, true)
  const decoder = new LzmaDecoder(Math.min(dictionary, Math.max(size, 4096)))
  decoder.resetState(parseProperties(properties[0] as number))
  decoder.start(Buffer.concat(parts))
  for (let left = size; left > 0;) {
    const piece = decoder.decode(Math.min(left, PIECE_BYTES))
    if (piece.length === 0) return
    left -= piece.length
    yield piece
  }
}
