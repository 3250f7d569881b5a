import { expect, test } from 'vitest'
import { DataTable, Layout, renderPage } from './index.ts'

const page = (lang: 'vi' | 'en') =>
  renderPage(
    <Layout title="Dân số <2020>" lang={lang} path="/bo-du-lieu/dan-so?xem=ban-do" nonce="n">
      <DataTable
        lang={lang}
        caption="Dân số"
        columns={[
          { name: 'tinh', title: 'Tỉnh' },
          { name: 'nam', title: 'Năm', type: 'integer', kind: 'time' },
          { name: 'dan_so', title: 'Dân số', type: 'decimal', unit: 'nghìn người' },
        ]}
        rows={[
          ['Hà Nội', 2020, 8246.6],
          ['Lai Châu', 2020, 470],
        ]}
        sort={{ column: 'dan_so', order: 'desc' }}
        sortHref={(column, order) => `?xep=${order === 'desc' ? '-' : ''}${column}`}
        bars="dan_so"
        rowCount={63}
        nextHref="?trang=2"
      />
    </Layout>,
  )

test('a page is a whole document in its language, escaped, with its menu entry marked', () => {
  const html = page('vi')
  expect(html).toMatch(/^<!doctype html><html lang="vi">/)
  expect(html).toContain('<title>Dân số &lt;2020> · Nguồn</title>')
  expect(html).toContain('<a href="/bo-du-lieu" aria-current="page">')
  expect(html).toContain('/bo-du-lieu/dan-so?xem=ban-do&amp;lang=en')
})

test('pages hold nothing that a strict content policy forbids', () => {
  expect(page('vi')).not.toMatch(/\sstyle=|\son\w+=/)
})

test('a table groups digits of quantities, keeps their points aligned and leaves years alone', () => {
  const html = page('vi')
  expect(html).toContain('8.246,6')
  expect(html).toContain('470,0')
  expect(html).toContain('>2020<')
  expect(html).toContain('aria-sort="descending"')
  expect(html).toContain('href="?xep=dan_so"')
  expect(html).toContain('2 trong 63 dòng')
})
