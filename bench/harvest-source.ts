import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

// A CKAN of so many datasets, generated as they are asked for. A process of its own: it must not be measured with the reader.
const count = Number(process.argv[2] ?? 20_000)
const PLACES = ['Hà Nội', 'Huế', 'Đà Nẵng', 'Cần Thơ', 'Hải Phòng', 'Thành phố Hồ Chí Minh', 'Lâm Đồng', 'Cà Mau']
const TOPICS = [
  'dân số',
  'trường học',
  'bệnh viện',
  'giá đất',
  'sản lượng lúa',
  'lao động',
  'đường bộ',
  'chất lượng nước',
]
const GROUPS = ['y-te', 'giao-duc', 'nong-nghiep', 'lao-dong', 'giao-thong']

function packageOf(index: number): unknown {
  const place = PLACES[index % PLACES.length] ?? ''
  const topic = TOPICS[(index >> 3) % TOPICS.length] ?? ''
  const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
  const notes = `Số liệu ${topic} tại ${place}, kỳ ${2000 + (index % 26)}. Nguồn: báo cáo thống kê của cơ quan chuyên môn, tổng hợp từ các xã, phường. `
  return {
    id,
    name: `so-lieu-${index}`,
    title: `Số liệu ${topic} ${place} bộ ${index}`,
    notes: notes.repeat(3),
    license_id: 'cc-by',
    state: 'active',
    type: 'dataset',
    private: false,
    author: null,
    maintainer: 'Phòng tổng hợp',
    maintainer_email: 'tonghop@nguon-khac.test',
    metadata_created: '2026-01-05T02:11:09.000000',
    metadata_modified: '2026-11-20T09:00:00.000000',
    organization: { id: `to-chuc-${index % 40}`, name: `to-chuc-${index % 40}`, title: `Tổ chức số ${index % 40}` },
    groups: [{ name: GROUPS[index % GROUPS.length] }],
    tags: [topic, place, `năm ${2000 + (index % 26)}`].map((name) => ({ name })),
    extras: [{ key: 'frequency', value: 'ANNUAL' }],
    resources: [1, 2, 3].map((part) => ({
      id: `10000000-0000-4000-8000-${String(index * 4 + part).padStart(12, '0')}`,
      name: `Bảng ${part}`,
      description: '',
      url: `https://nguon-khac.test/tep/${index}/${part}.csv`,
      format: part === 3 ? 'XLSX' : 'CSV',
      mimetype: 'text/csv',
      size: 10_000 + index,
      created: '2026-01-05T02:12:00.000000',
      last_modified: '2026-11-20T09:00:00.000000',
    })),
  }
}

const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://x')
  const start = Number(searchParams.get('start') ?? 0)
  const rows = Math.max(0, Math.min(Number(searchParams.get('rows') ?? 10), count - start))
  const results = Array.from({ length: rows }, (_, index) => packageOf(start + index))
  response.writeHead(200, { 'content-type': 'application/json;charset=utf-8' })
  response.end(JSON.stringify({ success: true, result: { count, results } }))
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
