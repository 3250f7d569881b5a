export type PublishLanguage = 'curl' | 'python' | 'javascript'

export const PUBLISH_LANGUAGES: readonly { readonly code: PublishLanguage; readonly name: string }[] = [
  { code: 'curl', name: 'curl' },
  { code: 'python', name: 'Python' },
  { code: 'javascript', name: 'JavaScript' },
]

/** A program that publishes the file `bang.csv`; a test runs each as it is printed. */
export function publishSample(language: PublishLanguage, origin: string): string {
  if (language === 'curl') return curlSample(origin)
  return language === 'python' ? pythonSample(origin) : javascriptSample(origin)
}

const RECORD = `{
  "agency": "G12",
  "title": "Sản lượng lúa theo năm",
  "record": {
    "description": {"vi": "Sản lượng lúa cả năm của tỉnh, nghìn tấn, theo báo cáo của phòng nông nghiệp."},
    "keywords": ["lúa", "sản lượng"],
    "themes": ["nong-nghiep"],
    "licence": "vn-mo",
    "frequency": "ANNUAL",
    "contact": {"name": "Phòng Dữ liệu", "email": "dulieu@coquan.example"}
  }
}`

function curlSample(origin: string): string {
  return `set -e
nguon="${origin}"
officer="Authorization: Bearer $NGUON_KEY"
approver="Authorization: Bearer $NGUON_APPROVER_KEY"
json="Content-Type: application/json"
ask() { curl -sS --fail-with-body "$@"; }
first_id() { grep -o '"id":"[^"]*"' | head -n 1 | cut -d '"' -f 4; }

# 1. Mở bản nháp, kèm mô tả
change=$(ask -H "$officer" -H "$json" "$nguon/api/v1/datasets" -d '${RECORD}' | first_id)

# 2. Tải tệp lên (tus 1.0)
upload=$(ask -D - -o /dev/null -X POST -H "$officer" -H "Tus-Resumable: 1.0.0" \\
  -H "Upload-Length: $(wc -c < bang.csv)" -H "Upload-Metadata: filename $(printf bang.csv | base64)" \\
  "$nguon/tus" | tr -d '\\r' | sed -n 's/^[Ll]ocation: //p')
ask -X PATCH -H "$officer" -H "Tus-Resumable: 1.0.0" -H "Upload-Offset: 0" \\
  -H "Content-Type: application/offset+octet-stream" --data-binary @bang.csv "$nguon$upload"

# 3. Đưa tệp vào bản nháp, chờ đọc xong
ask -o /dev/null -H "$officer" -H "$json" "$nguon/api/v1/changes/$change/files" -d "{\\"upload\\": \\"\${upload##*/}\\"}"
while ask -H "$officer" "$nguon/api/v1/changes/$change" | grep -q '"state":"reading"'; do sleep 1; done

# 4. Gửi duyệt
ask -o /dev/null -X POST -H "$officer" "$nguon/api/v1/changes/$change/submit"

# 5. Người khác duyệt
ask -H "$approver" -H "$json" "$nguon/api/v1/changes/$change/approve" -d '{"text": "Đồng ý công bố"}' \\
  | grep -o '"url":"[^"]*"'`
}

function pythonSample(origin: string): string {
  return `import base64, json, os, time, urllib.request

NGUON = "${origin}"


def ask(method, path, body=None, key="NGUON_KEY", headers={}):
    headers = {"Authorization": "Bearer " + os.environ[key], **headers}
    if isinstance(body, dict):
        body = json.dumps(body).encode()
        headers["Content-Type"] = "application/json"
    request = urllib.request.Request(NGUON + path, body, headers, method=method)
    with urllib.request.urlopen(request) as reply:
        text = reply.read()
        return json.loads(text) if text else reply.headers


# 1. Mở bản nháp, kèm mô tả
change = ask("POST", "/api/v1/datasets", ${RECORD})

# 2. Tải tệp lên (tus 1.0)
data = open("bang.csv", "rb").read()
name = base64.b64encode(b"bang.csv").decode()
upload = ask("POST", "/tus", headers={
    "Tus-Resumable": "1.0.0", "Upload-Length": str(len(data)), "Upload-Metadata": "filename " + name,
})["Location"]
ask("PATCH", upload, data, headers={
    "Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream",
})

# 3. Đưa tệp vào bản nháp, chờ đọc xong
address = "/api/v1/changes/" + change["id"]
ask("POST", address + "/files", {"upload": upload.split("/")[-1]})
while any(file["state"] == "reading" for file in ask("GET", address)["files"]):
    time.sleep(1)

# 4. Gửi duyệt
ask("POST", address + "/submit")

# 5. Người khác duyệt
print(ask("POST", address + "/approve", {"text": "Đồng ý công bố"}, key="NGUON_APPROVER_KEY")["url"])`
}

function javascriptSample(origin: string): string {
  return `import { readFile } from 'node:fs/promises'

const nguon = '${origin}'

async function ask(method, path, body, { key = 'NGUON_KEY', headers = {} } = {}) {
  const isJson = body !== undefined && !(body instanceof Uint8Array)
  const reply = await fetch(nguon + path, {
    method,
    body: isJson ? JSON.stringify(body) : body,
    headers: {
      authorization: \`Bearer \${process.env[key]}\`,
      ...(isJson ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
  })
  const text = await reply.text()
  if (!reply.ok) throw new Error(text)
  return text ? JSON.parse(text) : reply.headers
}

// 1. Mở bản nháp, kèm mô tả
const change = await ask('POST', '/api/v1/datasets', ${RECORD})

// 2. Tải tệp lên (tus 1.0)
const data = await readFile('bang.csv')
const created = await ask('POST', '/tus', undefined, {
  headers: {
    'tus-resumable': '1.0.0',
    'upload-length': String(data.length),
    'upload-metadata': \`filename \${btoa('bang.csv')}\`,
  },
})
const upload = created.get('location')
await ask('PATCH', upload, data, {
  headers: {
    'tus-resumable': '1.0.0',
    'upload-offset': '0',
    'content-type': 'application/offset+octet-stream',
  },
})

// 3. Đưa tệp vào bản nháp, chờ đọc xong
const address = \`/api/v1/changes/\${change.id}\`
await ask('POST', \`\${address}/files\`, { upload: upload.split('/').at(-1) })
while ((await ask('GET', address)).files.some((file) => file.state === 'reading')) {
  await new Promise((resolve) => setTimeout(resolve, 1000))
}

// 4. Gửi duyệt
await ask('POST', \`\${address}/submit\`)

// 5. Người khác duyệt
const done = await ask('POST', \`\${address}/approve\`, { text: 'Đồng ý công bố' }, { key: 'NGUON_APPROVER_KEY' })
console.log(done.url)`
}
