import { type Lang, Part } from '../../../ui/index.ts'

export function Terms({ lang }: { lang: Lang }) {
  return lang === 'en' ? <English /> : <Vietnamese />
}

// Articles 17 to 20 of Decree 47/2020 were repealed by article 40 of Decree 194/2025; no later text names a licence yet.
function Vietnamese() {
  return (
    <>
      <Part id="duoc-lam" title="Được làm gì">
        <p>
          Với giấy phép mặc định “Sử dụng tự do, ghi nguồn”: được sao chép, chia sẻ, trao đổi, kết hợp với dữ liệu khác,
          dùng trong sản phẩm thương mại. Không phải trả tiền, không phải khai báo danh tính.
        </p>
      </Part>
      <Part id="phai-lam" title="Phải làm gì">
        <p>Ghi nguồn, và để nguồn đi kèm sản phẩm dùng dữ liệu. Câu trích dẫn viết sẵn ở cuối trang mỗi bộ dữ liệu.</p>
        <p>
          Không bán dữ liệu ở dạng nguyên gốc. Khi bán sản phẩm có dữ liệu mở bên trong, cung cấp miễn phí phần dữ liệu
          mở đó.
        </p>
      </Part>
      <Part id="can-cu" title="Căn cứ">
        <p>
          Nội dung trên theo cách nêu tại Điều 17 và 18 Nghị định 47/2020/NĐ-CP. Các điều này đã bị bãi bỏ từ 19/08/2025
          bởi Điều 40 Nghị định 194/2025/NĐ-CP. Chưa thấy văn bản nào nêu giấy phép thay thế, nên Nguồn giữ cách nêu cũ
          làm giấy phép mặc định và ghi giấy phép trên từng bộ dữ liệu.
        </p>
      </Part>
      <Part id="gioi-han" title="Giới hạn">
        <p>
          Dữ liệu được cung cấp nguyên trạng. Giấy phép áp dụng cho dữ liệu như đã công bố, không áp dụng cho cách trình
          bày hay thông tin suy ra từ dữ liệu. Thấy sai, <a href="/bo-du-lieu">mở bộ dữ liệu</a> và dùng mục “Hỏi và báo
          lỗi”.
        </p>
        <p>Bộ dữ liệu bị thu hồi vẫn giữ địa chỉ; trang nói rõ lý do.</p>
      </Part>
    </>
  )
}

function English() {
  return (
    <>
      <Part id="duoc-lam" title="What you may do">
        <p>
          Under the default licence “Free re-use with attribution”: copy, share, exchange, combine with other data, use
          in commercial products. There is no fee, and nobody has to say who they are.
        </p>
      </Part>
      <Part id="phai-lam" title="What you must do">
        <p>
          Name the source, and let it go with the product that uses the data. A citation stands at the end of each
          dataset page.
        </p>
        <p>
          Do not sell the data in their original form. When you sell a product with open data inside, give those data
          free of charge.
        </p>
      </Part>
      <Part id="can-cu" title="Legal basis">
        <p>
          This follows articles 17 and 18 of Decree 47/2020/NĐ-CP. Those articles were repealed on 19 August 2025 by
          article 40 of Decree 194/2025/NĐ-CP. We have found no text that names another licence, so Nguồn keeps the
          former wording as its default licence and shows the licence of each dataset.
        </p>
      </Part>
      <Part id="gioi-han" title="Limits">
        <p>
          Data come as they are. The licence covers the data as published, not their presentation or what is derived
          from them. If you see an error, <a href="/bo-du-lieu">open the dataset</a> and use “Ask and report errors”.
        </p>
        <p>A withdrawn dataset keeps its address; the page says why it was withdrawn.</p>
      </Part>
    </>
  )
}
