import { type Lang, Part } from '../../../ui/index.ts'

export function About({ lang }: { lang: Lang }) {
  return lang === 'en' ? <English /> : <Vietnamese />
}

function Vietnamese() {
  return (
    <>
      <Part id="lam-gi" title="Làm được gì">
        <ul class="plain">
          <li>
            Tìm <a href="/bo-du-lieu">bộ dữ liệu</a> bằng tiếng Việt có dấu hay không dấu, theo{' '}
            <a href="/chu-de">chủ đề</a> hay <a href="/co-quan">cơ quan</a>.
          </li>
          <li>Đọc bảng ngay trên trang, lọc, xếp, xem biểu đồ và bản đồ, rồi tải về CSV, XLSX, JSON hay Parquet.</li>
          <li>
            Lấy từng dòng bằng <a href="/tai-lieu">API</a>, không cần khoá.
          </li>
          <li>Hỏi cơ quan công bố ngay dưới bộ dữ liệu; câu trả lời hiện công khai.</li>
        </ul>
      </Part>
      <Part id="tu-dau" title="Dữ liệu từ đâu">
        <p>
          Mỗi bộ dữ liệu do một cơ quan đưa lên và duyệt trước khi công bố. Tệp gốc được giữ nguyên và tải về được; bảng
          trên trang được đọc từ tệp đó, mỗi lần công bố là một phiên bản không đổi.
        </p>
        <p>Điểm chất lượng do máy tính từ phần mô tả và nội dung bảng, cách tính hiện cạnh điểm.</p>
      </Part>
      <Part id="phan-mem" title="Phần mềm">
        <p>
          Nguồn là phần mềm tự do theo giấy phép Apache 2.0. Bộ, tỉnh, xã hay doanh nghiệp đều có thể chạy nút của mình
          trên một máy.
        </p>
        <p>Hình bản đồ dựng từ @svg-maps/vietnam (CC BY 4.0), đã giản lược. Phông chữ Be Vietnam Pro (SIL OFL 1.1).</p>
      </Part>
    </>
  )
}

function English() {
  return (
    <>
      <Part id="lam-gi" title="What it does">
        <ul class="plain">
          <li>
            Find <a href="/bo-du-lieu">datasets</a> in Vietnamese, with or without diacritics, by{' '}
            <a href="/chu-de">theme</a> or <a href="/co-quan">agency</a>.
          </li>
          <li>Read, filter and sort tables on the page, see charts and maps, download CSV, XLSX, JSON or Parquet.</li>
          <li>
            Take single rows by the <a href="/tai-lieu">API</a>, without a key.
          </li>
          <li>Ask the publishing agency below each dataset; answers are shown to all.</li>
        </ul>
      </Part>
      <Part id="tu-dau" title="Where the data come from">
        <p>
          Every dataset was sent in and approved by an agency before it was published. The original file is kept as it
          came and can be downloaded; the table on the page is read from it, and each publication is a version that
          never changes.
        </p>
        <p>The quality score is computed from the description and the content; how, is shown beside it.</p>
      </Part>
      <Part id="phan-mem" title="The software">
        <p>
          Nguồn is free software under the Apache 2.0 licence. A ministry, a province, a commune or an enterprise can
          run a node of its own on one machine.
        </p>
        <p>Map shapes after @svg-maps/vietnam (CC BY 4.0), simplified. Typeface Be Vietnam Pro (SIL OFL 1.1).</p>
      </Part>
    </>
  )
}
