import { type Lang, Select } from '../../../ui/index.ts'
import { nameIn } from '../../identity/index.ts'
import type { MapPageProps } from './map-page-props.ts'
import { NO_SECTOR } from './model.ts'
import { MAP_PATH, type MapQuery, mapHref } from './query.ts'
import { mapWords } from './words.ts'

/** What narrows the map: words, class, sector, ministry or province. Everything is in the address. */
export function MapTools({ frame: { lang }, query, view, sectors }: MapPageProps) {
  const say = mapWords(lang)
  const { agencies, databases } = view.map.data
  const used = new Set(databases.map(({ sector }) => sector ?? NO_SECTOR))
  const owners = agencies.filter(({ id }) => view.map.topAgency.get(id)?.id === id)
  return (
    <search>
      <form class="dm-tools" action={MAP_PATH}>
        <div class="field grow">
          <label for="q">{say.find}</label>
          <input id="q" name="q" type="search" value={query.q} maxLength={200} autocomplete="off" />
        </div>
        <Select
          lang={lang}
          name="linh-vuc"
          label={say.sector}
          required
          value={query['linh-vuc'] ?? ''}
          empty={say.all}
          options={[...used]
            .map((value) => ({ value, text: sectors.get(value) ?? say.otherSector }))
            .toSorted((a, b) => a.text.localeCompare(b.text, 'vi'))}
        />
        <Select
          lang={lang}
          name="co-quan"
          label={say.agency}
          required
          value={query['co-quan'] ?? ''}
          empty={say.all}
          options={owners
            .map((agency) => ({ value: agency.code, text: nameIn(lang, agency) }))
            .toSorted((a, b) => a.text.localeCompare(b.text, 'vi'))}
        />
        {query.lop && <input type="hidden" name="lop" value={query.lop} />}
        {query.noi && <input type="hidden" name="noi" value={query.noi} />}
        <button class="btn plain" type="submit">
          {say.filter}
        </button>
        <ClassLinks lang={lang} query={query} />
      </form>
    </search>
  )
}

function ClassLinks({ lang, query }: { lang: Lang; query: MapQuery }) {
  const say = mapWords(lang)
  const chosen = (query.lop ?? '').slice(0, 1)
  return (
    <nav class="seg" aria-label={say.classLabel}>
      {[['', say.all] as const, ...Object.entries(say.classes)].map(([value, text]) => (
        <a key={value} href={mapHref(query, { lop: value })} aria-current={chosen === value ? 'true' : undefined}>
          {text}
        </a>
      ))}
    </nav>
  )
}
