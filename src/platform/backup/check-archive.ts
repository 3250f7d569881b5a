import { createHash } from 'node:crypto'
import { type ArchiveEntry, readArchive } from './archive-reader.ts'
import type { EntryFacts } from './archive-writer.ts'
import { damagedArchive } from './errors.ts'
import { FIRST_ENTRY, LAST_ENTRY, type Manifest, type Opening, readManifest, readOpening } from './manifest.ts'

export interface ArchiveFacts {
  readonly opening: Opening
  readonly manifest: Manifest
}

const missing = { vi: 'thiếu mục này', en: 'it is missing' }
const changed = { vi: 'nội dung không khớp mã kiểm tra', en: 'its content does not match its digest' }

/** Reads a whole archive and compares every digest, before anything is touched. */
export async function checkArchive(path: string): Promise<ArchiveFacts> {
  const seen: EntryFacts[] = []
  const objects = { count: 0, list: createHash('sha256') }
  let opening: Opening | undefined
  let manifest: Manifest | undefined
  for await (const entry of readArchive(path)) {
    if (!opening) opening = await readFirst(entry)
    else if (entry.name === LAST_ENTRY) manifest = readManifest(await entry.whole())
    else await readThrough(entry)
    if (entry.name.startsWith('objects/')) {
      objects.list.update(checkObject(entry.facts()))
      objects.count++
    } else if (entry.name !== LAST_ENTRY) seen.push(entry.facts())
  }
  if (!opening) throw damagedArchive(FIRST_ENTRY, missing)
  if (!manifest) throw damagedArchive(LAST_ENTRY, missing)
  compareEntries(manifest.entries, seen)
  if (objects.count !== manifest.objects.count || objects.list.digest('hex') !== manifest.objects.list) {
    throw damagedArchive('objects/', { vi: 'danh sách tệp không khớp', en: 'the list of files does not match' })
  }
  return { opening, manifest }
}

async function readFirst(entry: ArchiveEntry): Promise<Opening> {
  if (entry.name !== FIRST_ENTRY) throw damagedArchive(FIRST_ENTRY, missing)
  return readOpening(await entry.whole())
}

async function readThrough(entry: ArchiveEntry): Promise<void> {
  for await (const _chunk of entry.bytes()) continue
}

function checkObject({ name, sha256 }: EntryFacts): string {
  if (name !== `objects/${sha256}`) throw damagedArchive(name, changed)
  return `sha256:${sha256}`
}

function compareEntries(wanted: readonly EntryFacts[], seen: readonly EntryFacts[]): void {
  const byName = new Map(seen.map((facts) => [facts.name, facts]))
  for (const { name, sha256 } of wanted) {
    const found = byName.get(name)
    if (!found) throw damagedArchive(name, missing)
    if (found.sha256 !== sha256) throw damagedArchive(name, changed)
  }
  if (seen.length !== wanted.length) {
    throw damagedArchive(LAST_ENTRY, {
      vi: 'có mục không nằm trong danh sách',
      en: 'there are entries it does not list',
    })
  }
}
