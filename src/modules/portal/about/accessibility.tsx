import { type Lang, Part } from '../../../ui/index.ts'

export function Accessibility({ lang }: { lang: Lang }) {
  return lang === 'en' ? <English /> : <Vietnamese />
}

// Every sentence of what was tested has its check in test/browser.
function Vietnamese() {
  return (
    <>
      <Part id="da-thu" title="Đã kiểm tra gì">
        <ul class="plain">
          <li>
            Mọi trang công khai được axe-core kiểm tra tự động ở bề rộng 390 và 1280 điểm ảnh, nền sáng và nền tối, bằng
            tiếng Việt và tiếng Anh, mỗi khi mã nguồn đổi.
          </li>
          <li>Tìm, mở bộ dữ liệu và tải về làm được chỉ bằng bàn phím; kiểm tra tự động làm đủ các bước đó.</li>
          <li>Trang không cuộn ngang trên điện thoại; chỉ bảng dữ liệu cuộn trong khung của nó.</li>
          <li>Độ tương phản của mọi cặp màu chữ và nền đạt ít nhất 4,5:1, kiểm tra bằng phép tính.</li>
          <li>Tắt JavaScript, mọi trang vẫn dùng được.</li>
        </ul>
      </Part>
      <Part id="chua-thu" title="Chưa kiểm tra">
        <p>
          Chưa có người dùng trình đọc màn hình thử các trang này. Biểu đồ và bản đồ có câu mô tả và đường dẫn tới bảng
          số, nhưng tệp gốc do cơ quan đưa lên (PDF, ảnh quét) có thể không đọc được bằng trình đọc màn hình.
        </p>
      </Part>
      <Part id="bao-loi" title="Khi gặp khó">
        <p>
          Báo cho cơ quan ở mục “Hỏi và báo lỗi” của bộ dữ liệu, ghi trang và việc không làm được. Cùng số liệu có thể
          lấy dưới dạng CSV mở bằng phần mềm quen dùng.
        </p>
      </Part>
    </>
  )
}

function English() {
  return (
    <>
      <Part id="da-thu" title="What was tested">
        <ul class="plain">
          <li>
            Every public page is checked by axe-core at widths of 390 and 1280 pixels, light and dark, in Vietnamese and
            English, with every change of the source.
          </li>
          <li>
            Searching, opening a dataset and downloading work by keyboard alone; an automatic test does all steps.
          </li>
          <li>Pages do not scroll sideways on phones; only tables of data scroll, inside their own frame.</li>
          <li>Every pair of text and ground colour has a contrast of at least 4.5:1, by calculation.</li>
          <li>Without JavaScript every page still works.</li>
        </ul>
      </Part>
      <Part id="chua-thu" title="Not yet tested">
        <p>
          Nobody who uses a screen reader has tried these pages yet. Charts and maps carry a description and a link to
          their table, but original files sent in by agencies (PDF, scans) may not be readable with a screen reader.
        </p>
      </Part>
      <Part id="bao-loi" title="When something is hard">
        <p>
          Tell the agency under “Ask and report errors” of the dataset; say which page and what you could not do. The
          same figures can be had as CSV for the program you are used to.
        </p>
      </Part>
    </>
  )
}
