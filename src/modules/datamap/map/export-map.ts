import { Readable } from 'node:stream'
import { csvBytes } from '../../../platform/duck/exports/csv.ts'
import { xlsxBytes } from '../../../platform/duck/exports/xlsx.ts'
import type { Value } from '../../../tabular/index.ts'
import type { Lang } from '../../../ui/index.ts'
import { choiceLabel } from '../words.ts'
import { MAP_PATH } from './query.ts'
import type { MapView } from './view.ts'
import { mapWords } from './words.ts'

interface ExportOptions {
  readonly lang: Lang
  readonly sectors: ReadonlyMap<string, string>
  readonly publicUrl: string
}

const TYPES = {
  name: 'text',
  class: 'text',
  owner: 'text',
  sector: 'text',
  status: 'text',
  items: 'integer',
  openItems: 'integer',
  linkCount: 'integer',
  address: 'text',
} as const

/** The map as a workbook, one database a row. */
export function mapWorkbook(view: MapView, options: ExportOptions): Readable {
  return Readable.from(xlsxBytes(layoutOf(options), Readable.from([rowsOf(view, options)])))
}

/** The same as CSV. */
export function mapCsv(view: MapView, options: ExportOptions): Readable {
  return Readable.from(csvBytes(layoutOf(options), Readable.from([rowsOf(view, options)]), { forExcel: false }))
}

function layoutOf({ lang }: ExportOptions) {
  const say = mapWords(lang)
  const names = Object.keys(TYPES) as (keyof typeof TYPES)[]
  const { name, owner, sector, items, openItems, linkCount, status, address } = say
  const titles = { name, class: say.class, owner, sector, items, openItems, linkCount, status, address }
  return {
    names,
    headers: names.map((column) => titles[column]),
    types: names.map((column) => TYPES[column]),
    locale: lang,
    title: say.title,
  }
}

function rowsOf(
  { map, databases }: MapView,
  { lang, sectors, publicUrl }: ExportOptions,
): readonly (readonly Value[])[] {
  const owners = new Map(map.data.agencies.map((agency) => [agency.id, agency]))
  return databases.map((database) => [
    database.name,
    database.class,
    owners.get(database.agencyId)?.name ?? '',
    sectors.get(database.sector ?? '') ?? null,
    choiceLabel('status', database.status, lang) || null,
    database.items,
    database.openItems,
    map.neighbours.get(database.id)?.length ?? 0,
    database.href ?? `${publicUrl}${MAP_PATH}/${database.slug}`,
  ])
}

/** The map for programs: agencies, databases, relations by permanent URI. */
export function mapJson({ map, databases }: MapView, publicUrl: string) {
  const uri = (id: string) => map.byId.get(id)?.uri ?? `${publicUrl}/id/database/${id}`
  const shown = new Set(databases.map(({ id }) => id))
  const codes = new Map(map.data.agencies.map(({ id, code }) => [id, code]))
  return {
    agencies: map.data.agencies.map(({ id, code, name, nameEn, kind, parentId }) => ({
      code,
      name,
      ...(nameEn ? { nameEn } : {}),
      kind,
      ...(parentId ? { parent: codes.get(parentId) } : {}),
      uri: `${publicUrl}/id/agency/${id}`,
    })),
    databases: databases.map((database) => ({
      uri: uri(database.id),
      name: database.name,
      class: database.class,
      owner: codes.get(database.agencyId),
      ...(database.sector ? { sector: database.sector } : {}),
      ...(database.status ? { status: database.status } : {}),
      masterData: database.masterData,
      items: database.items,
      openItems: database.openItems,
      url: database.href ?? `${publicUrl}${MAP_PATH}/${database.slug}`,
    })),
    relations: map.data.relations
      .filter(({ from }) => shown.has(from))
      .map(({ from, to, name, type }) => ({ from: uri(from), type, name, ...(to ? { to: uri(to) } : {}) })),
  }
}
