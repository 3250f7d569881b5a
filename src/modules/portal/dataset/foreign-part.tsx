import type { EntryDistribution } from '../../../formats/model.ts'
import { type Fact, formatBytes, formatDate, type Lang, Message, ScrollBox, Time, words } from '../../../ui/index.ts'
import type { Origin } from '../../catalog/index.ts'
import type { ForeignPage } from '../../harvest/index.ts'
import type { DatasetOnPage } from './read-dataset.ts'

const say = words(
  {
    data: 'Dữ liệu',
    lies: (source: string) => `Dữ liệu nằm ở nơi quản lý: ${source}. Trang này chỉ ghi lại phần mô tả.`,
    seen: 'Thấy lần cuối ở đó',
    open: 'Mở ở nơi quản lý',
    absent: (count: number) =>
      `${count} lần đọc gần nhất không còn thấy bộ dữ liệu này ở nơi quản lý. Nếu tiếp tục vắng, trang này sẽ được gỡ.`,
    none: 'Nơi quản lý chưa ghi tệp hay địa chỉ nào.',
    file: 'Tệp hoặc địa chỉ',
    format: 'Định dạng',
    size: 'Dung lượng',
    copy: 'Bản sao giữ ở đây (Parquet)',
    updated: 'Cập nhật ở nơi quản lý',
    from: 'Lấy từ',
    licence: 'Giấy phép, theo lời nơi quản lý',
    noLicence: 'chưa ghi',
  },
  {
    data: 'Data',
    lies: (source: string) => `The data lie with their owner: ${source}. This page only keeps the description.`,
    seen: 'Last seen there',
    open: 'Open where it is kept',
    absent: (count: number) =>
      `The last ${count} readings did not find this dataset with its owner. If it stays away, this page will be taken off.`,
    none: 'Its owner has named no file or address yet.',
    file: 'File or address',
    format: 'Format',
    size: 'Size',
    copy: 'Copy kept here (Parquet)',
    updated: 'Updated by its owner',
    from: 'From',
    licence: 'Licence, in the words of its owner',
    noLicence: 'not named',
  },
)

export interface ForeignPartProps {
  readonly lang: Lang
  readonly origin: Origin
  /** Undefined when the source has been forgotten since. */
  readonly foreign: ForeignPage | undefined
  readonly distributions: readonly EntryDistribution[]
}

/** In the place of the data: where they lie, when they were last seen there, and the ways its owner offers. */
export function ForeignPart({ lang, origin, foreign, distributions }: ForeignPartProps) {
  const text = say(lang)
  const seenAt = foreign?.seenAt ?? new Date(origin.seenAt)
  return (
    <section class="data" aria-label={text.data}>
      {foreign !== undefined && foreign.absences > 0 && <Message kind="note">{text.absent(foreign.absences)}</Message>}
      <p>{text.lies(foreign?.source ?? origin.source)}</p>
      <p>
        <a class="btn" href={origin.landingPage} rel="external noopener">
          {text.open}
        </a>
      </p>
      {distributions.length > 0 ? (
        <Distributions lang={lang} distributions={distributions} copies={foreign?.copies ?? []} />
      ) : (
        <p>{text.none}</p>
      )}
      <p class="src">
        {text.seen}: <Time value={seenAt} lang={lang} form="datetime" />
      </p>
    </section>
  )
}

interface DistributionsProps extends Pick<ForeignPartProps, 'lang' | 'distributions'> {
  readonly copies: ForeignPage['copies']
}

function Distributions({ lang, distributions, copies }: DistributionsProps) {
  const text = say(lang)
  return (
    <ScrollBox lang={lang} label={text.file}>
      <table class="tb">
        <caption class="vh">{text.file}</caption>
        <thead>
          <tr>
            <th scope="col">{text.file}</th>
            <th scope="col">{text.format}</th>
            <th scope="col" class="num">
              {text.size}
            </th>
          </tr>
        </thead>
        <tbody>
          {distributions.map((distribution) => (
            <tr key={distribution.id}>
              <th scope="row">
                <Address lang={lang} distribution={distribution} />
                {copies.some(({ tableId }) => tableId === distribution.id) && (
                  <span class="id">
                    <a href={`/api/v1/mirror/${distribution.id}`}>{text.copy}</a>
                  </span>
                )}
              </th>
              <td class="nw">{distribution.format}</td>
              <td class="num nw">{distribution.bytes ? formatBytes(distribution.bytes, lang) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

// Somebody else wrote the address: only the web is linked to.
function Address({ lang, distribution }: { lang: Lang; distribution: EntryDistribution }) {
  const { title, downloadUrl, accessUrl } = distribution
  const url = [downloadUrl, accessUrl].find((given) => given !== undefined && isWeb(given))
  const text = title[lang] || title['vi'] || Object.values(title).find(Boolean) || url || accessUrl
  if (!url) return <>{text}</>
  return (
    <>
      <a href={url} rel="external noopener">
        {text}
      </a>
      <span class="id">{new URL(url).host}</span>
    </>
  )
}

function isWeb(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address)
}

/** What the state line of a harvested dataset says: how new it is over there, and where it comes from. */
export function foreignFacts({ lang, dataset }: { lang: Lang; dataset: DatasetOnPage }): readonly Fact[] {
  const { origin } = dataset.resource
  if (!origin) return []
  const text = say(lang)
  const modified = Date.parse(origin.modified ?? '')
  const given = dataset.foreign?.entry?.licence
  const licence = dataset.record.licence ? [] : [{ term: text.licence, value: given ?? text.noLicence }]
  const from = { term: text.from, value: <a href={origin.landingPage}>{dataset.foreign?.source ?? origin.source}</a> }
  if (Number.isNaN(modified)) return [from, ...licence]
  const updated = <span class="num nw">{formatDate(new Date(modified), lang)}</span>
  return [{ term: text.updated, value: updated }, from, ...licence]
}
