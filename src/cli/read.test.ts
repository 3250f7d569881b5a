import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { decodeFile } from '../tabular/decode/open-source-file.ts'
import { describeProblem } from '../tabular/messages.ts'
import { reportOf } from './read-report.ts'

const GOLDEN = fileURLToPath(new URL('../../test/golden/read/', import.meta.url))

test.each(readdirSync(GOLDEN))('golden case %s reads as recorded', async (name) => {
  const file = readdirSync(`${GOLDEN}${name}`).find((f) => f.startsWith('input.')) ?? ''
  const decoded = await decodeFile({ bytes: readFileSync(`${GOLDEN}${name}/${file}`), name: file })
  const { json, files } = reportOf(decoded, decoded.sheets, { name: file, written: true })
  await expect(`${JSON.stringify({ json, files }, null, 2)}\n`).toMatchFileSnapshot(`${GOLDEN}${name}/expected.json`)
  for (const problem of decoded.problems)
    for (const language of ['vi', 'en'] as const) expect(describeProblem(problem, language)).not.toBe(problem.code)
})
