import type { DataMap, MapDatabase, MapRelation } from '../reads/read-map.ts'

const SECTORS = [
  'y-te',
  'lao-dong',
  'cong-nghe',
  'nong-nghiep',
  'kinh-te-thuong-mai',
  'co-so-ha-tang',
  'tai-chinh',
  'nang-luong',
  'giao-duc-dao-tao',
  'xa-hoi',
  'moi-truong',
]
const SUBJECTS = [
  'dân cư',
  'đất đai',
  'doanh nghiệp',
  'hộ tịch',
  'bảo hiểm',
  'giấy phép lái xe',
  'trường học',
  'bệnh án',
]

/** A made-up map of any size, the same for the same seed. */
export function aMap(size: number, { seed = 1, agencies = 57 } = {}): DataMap {
  let state = seed
  const next = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
  const owners = Array.from({ length: agencies }, (_, index) => ({
    id: `agency-${index}`,
    code: `G${index}`,
    name: `Cơ quan số ${index}`,
    nameEn: undefined,
    kind: 'ministry',
    parentId: index >= 40 ? `agency-${index - 40}` : undefined,
  }))
  const databases = Array.from({ length: size }, (_, index): MapDatabase => {
    const place = index < Math.min(20, size / 40) ? '1' : ['2a', '2b', '2c', '3', '3', '3'][next(6)]
    const subject = SUBJECTS[next(SUBJECTS.length)] ?? ''
    return {
      id: `database-${index}`,
      slug: `csdl-${index}`,
      name: place === '1' ? `Cơ sở dữ liệu quốc gia về ${subject} ${index}` : `CSDL ${subject} ${index}`,
      class: place ?? '3',
      status: 'operating',
      sector: SECTORS[next(SECTORS.length + 1)],
      system: undefined,
      agencyId: `agency-${next(agencies)}`,
      listed: true,
      masterData: false,
      personalData: 'none',
      connection: undefined,
      items: next(40),
      openItems: next(5),
    }
  })
  const relations = Array.from({ length: Math.floor(size * 0.8) }, (): MapRelation => {
    const to = `database-${next(next(2) === 0 ? Math.min(20, Math.ceil(size / 40)) : size)}`
    return { from: `database-${next(size)}`, to, name: to, type: next(2) === 0 ? 'feeds' : 'refers-to' }
  })
  return { agencies: owners as DataMap['agencies'], databases, relations }
}
