import { expect, test } from 'vitest'
import { hasPersonalData } from './personal.ts'

test.each([
  'Liên hệ tôi qua 0912345678',
  'gọi +84 912 345 678 nhé',
  'CCCD 001085012345',
  'CMND 123456789',
  'thư: an.nguyen@example.vn',
  'STK 1903 không, số tài khoản 19034567890',
  'ĐT 0243.936.1234',
])('%j holds personal data', (text) => expect(hasPersonalData(text)).toBe(true))

test.each([
  'Giá đất năm 2024 theo 34 tỉnh, thành phố',
  'Dân số 98.506.193 người năm 2021',
  'Nghị định 47/2020/NĐ-CP, Điều 19',
  'Số liệu từ 01/01/2024 đến 31/12/2025',
  'mã 10101 đến 99999',
])('%j holds none', (text) => expect(hasPersonalData(text)).toBe(false))
