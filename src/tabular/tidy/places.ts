import { fold, tidyBlanks } from '../values/fold.ts'
import { isTotalLabel } from '../values/words.ts'
import type { CodeBinder } from './model.ts'

/** A name read as a place. */
export interface Place {
  /** As printed, or as the code list spells it. */
  readonly name: string
  readonly code?: string
  readonly list?: string
  /** `country`, `region`, `province`, `residence` … where it is known. */
  readonly level?: string
}

export interface PlaceBook {
  /** Reads a name that says by itself that it is a place. */
  read(text: string): Place | undefined
}

const RESIDENCE = /^(?:urban|rural|thanh thi|nong thon)(?: areas?| khu vuc)?$/
const COUNTRY = /^(?:whole country|the whole country|ca nuoc|toan quoc|viet ?nam|nationwide)$/
// Regions are named after the compass and the land: "Red River Delta", "Tây Nguyên", "Duyên hải miền Trung".
const REGION =
  /\b(?:delta|highlands?|midlands?|coastal|(?:north|south|east|west)(?:ern)?(?: ?(?:east|west))?|northeast|northwest|southeast|southwest|midwest|dong bang|tay nguyen|trung du|mien (?:nui|bac|trung|nam)|duyen hai|(?:dong|tay|bac|nam) (?:bo|bac|nam)|bac trung bo)\b/
const REGION_ONLY =
  /^(?:(?:the|and|va|river|area|areas|region|vung|phia|red|mekong|song|cuu|hong|long|central|central coast|mountain|mountains|mountainous|coast|bac|nam|dong|tay|trung|bo|mien|nui|north|south|east|west|northern|southern|eastern|western|northeast|northwest|southeast|southwest|midwest|pacific|atlantic|delta|highlands?|midlands?|coastal|du|nguyen|duyen|hai|bang)(?: |$))+$/

/** Header words that say a column holds places. */
const HEADER =
  /(?:^| )(?:provinces?|provincies|city|cities|districts?|communes?|wards?|regions?|residence|countr(?:y|ies)|territor(?:y|ies)|stations?|localit(?:y|ies)|states?|count(?:y|ies)|counterparts?|dia phuong|dia ban|quan huyen|phuong xa|xa phuong|tinh thanh(?: pho)?|thanh pho|huyen|lanh tho|quoc gia|don vi hanh chinh)(?: |$)/
// Without their marks these would also be Giới tính, Cơ quan, Phương tiện, Nguồn nước.
const HEADER_MARKED = /(?:^|[^\p{L}])(?:tỉnh|quận|xã|phường|vùng|miền|trạm|các nước|tên nước)(?![\p{L}])/iu
const HEADER_BARE = /^(?:tinh|xa|vung|mien|nuoc|nước)$/

export const isPlaceHeader = (title: string): boolean =>
  HEADER_MARKED.test(title.normalize('NFC')) ||
  HEADER.test(
    fold(title)
      .replace(/[^a-z]+/g, ' ')
      .trim(),
  ) ||
  HEADER_BARE.test(title.normalize('NFC').trim().toLowerCase())

export const isResidence = (text: string): boolean => RESIDENCE.test(fold(text))

/** Regions are recognised by their words alone; nothing else may stand in the name. */
const isRegion = (folded: string): boolean =>
  REGION.test(folded) &&
  REGION_ONLY.test(
    folded
      .replace(/[^a-z ]+/g, ' ')
      .replace(/ +/g, ' ')
      .trim(),
  )

/** Recognises places by code lists and by the way regions and areas are named. */
export function createPlaceBook(lists: readonly CodeBinder[]): PlaceBook {
  const known = new Map<string, Place | undefined>()
  const places = lists.filter((list) => list.level !== undefined)
  const find = (text: string): Place | undefined => {
    const name = tidyBlanks(text)
    const folded = fold(name)
    if (folded === '' || folded.length > 60) return undefined
    if (RESIDENCE.test(folded)) return { name, level: 'residence' }
    if (COUNTRY.test(folded)) return { name, level: 'country' }
    for (const list of places) {
      const found = list.match(name)
      if (found)
        return { name, code: found.code, list: list.list, ...(list.level === undefined ? {} : { level: list.level }) }
    }
    return isRegion(folded) ? { name, level: 'region' } : undefined
  }
  return {
    read(text) {
      if (!known.has(text)) known.set(text, find(text))
      return known.get(text)
    },
  }
}

/** "Residence - Urban": the group before the dash says only that the name after it is a place. */
export function placeBehindDash(text: string, book: PlaceBook): Place | undefined {
  const parts = /^(.+?)\s+[-–—:]\s+(.+)$/.exec(tidyBlanks(text))
  return parts?.[2] === undefined || isPlaceLike(parts[1] ?? '', book) ? undefined : book.read(parts[2])
}

const isPlaceLike = (text: string, book: PlaceBook): boolean => book.read(text) !== undefined

/** Share of names that are places; totals speak neither for nor against. */
export function placeShare(names: Iterable<string>, book: PlaceBook): number {
  let places = 0
  let all = 0
  for (const name of names) {
    const place = book.read(name) ?? placeBehindDash(name, book)
    if (place === undefined && isTotalLabel(name)) continue
    all++
    if (place !== undefined) places++
  }
  return all === 0 ? 0 : places / all
}
