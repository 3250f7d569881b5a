import { describe, expect, test } from 'vitest'
import { isAppError } from '../../../platform/errors.ts'
import { emptyRecord } from '../../catalog/index.ts'
import { columnField, keywordsIn, recordFromForm, tableField } from './record-form.ts'

const before = { ...emptyRecord('Cũ'), licence: 'vn-mo', classification: 'shared' as const }

describe('the description a form sends', () => {
  test('leaves out what was emptied and keeps what the form does not ask', () => {
    const record = recordFromForm(before, {
      'title.vi': ' Mới ',
      licence: '',
      'contact.email': 'a@b.vn',
      'temporal.from': '2016',
    })
    expect(record.title).toEqual({ vi: 'Mới' })
    expect(record).not.toHaveProperty('licence')
    expect(record.contact).toEqual({ email: 'a@b.vn' })
    expect(record.temporal).toEqual({ from: '2016' })
    expect(record.classification).toBe('shared')
  })

  test('takes one ticked box as well as several', () => {
    expect(recordFromForm(before, { themes: 'y-te' }).themes).toEqual(['y-te'])
    expect(recordFromForm(before, { themes: ['y-te', 'tai-chinh'] }).themes).toEqual(['y-te', 'tai-chinh'])
  })

  test('believes no choice that was not offered', () => {
    expect(recordFromForm(before, { classification: 'secret' }).classification).toBe('shared')
  })

  test('keeps notes on columns by table, also of columns with dots in their names, and drops emptied ones', () => {
    const written = recordFromForm(before, {
      [tableField('t1')]: 'Bảng một',
      [columnField('t1', 'dan_so', 'unit')]: 'người',
      [columnField('t1', 'a.b', 'meaning')]: 'Nghĩa',
    })
    expect(written.tables).toEqual({
      t1: { title: 'Bảng một', columns: { dan_so: { unit: 'người' }, 'a.b': { meaning: 'Nghĩa' } } },
    })
    const emptied = recordFromForm(written, {
      [tableField('t1')]: '',
      [columnField('t1', 'dan_so', 'unit')]: '',
      [columnField('t1', 'a.b', 'meaning')]: '',
    })
    expect(emptied.tables).toEqual({})
  })

  test('names the field that does not fit', () => {
    let fields: readonly string[] | undefined
    try {
      recordFromForm(before, { 'contact.phone': '0'.repeat(100) })
    } catch (error) {
      if (isAppError(error)) fields = error.details.fields?.map(({ field }) => field)
    }
    expect(fields).toEqual(['contact.phone'])
  })

  test('splits keywords at commas, semicolons and lines', () => {
    expect(keywordsIn('dân số, tỉnh;  mật độ\n\nhuyện')).toEqual(['dân số', 'tỉnh', 'mật độ', 'huyện'])
  })
})
