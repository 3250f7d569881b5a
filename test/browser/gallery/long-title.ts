/** As long as real titles get. */
export const LONG_TITLE =
  'Tỷ lệ lao động từ 15 tuổi trở lên đang làm việc trong nền kinh tế so với tổng dân số phân theo địa phương, giới tính và khu vực thành thị, nông thôn'
