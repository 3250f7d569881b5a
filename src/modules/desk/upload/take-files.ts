import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { Uploads } from '../../datasets/index.ts'
import { ownerOf } from '../../datasets/index.ts'
import type { Form } from '../../identity/index.ts'

/** A file that has arrived whole. */
export interface Arrived {
  readonly uploadId: string
  readonly fileName: string
}

export interface Delivery {
  readonly form: Form
  readonly files: readonly Arrived[]
}

const TUS_ADDRESS = /^\/tus\/([0-9a-f-]{36})$/
const MOST_FIELD_BYTES = 20_000

/**
 * Reads the form of an upload page: files sent in pieces beforehand stand in it as addresses, those of a browser
 * without script come along and are stored the same way.
 */
export async function takeFiles(
  request: FastifyRequest,
  deps: { uploads: Uploads; workDir: string },
): Promise<Delivery> {
  const ownerId = ownerOf(request.actor)
  const form: Record<string, string> = {}
  const files: Arrived[] = []
  for await (const part of request.parts({ limits: { fieldSize: MOST_FIELD_BYTES } })) {
    if (part.type === 'file') {
      const arrived = await storePart(part, { ...deps, ownerId })
      if (arrived) files.push(arrived)
      continue
    }
    const value = String(part.value)
    const sent = part.fieldname === 'tus' ? TUS_ADDRESS.exec(value)?.[1] : undefined
    if (sent === undefined) form[part.fieldname] = value
    else files.push({ uploadId: sent, fileName: (await deps.uploads.finished(sent, ownerId)).fileName })
  }
  return { form, files }
}

interface Store {
  readonly uploads: Uploads
  readonly workDir: string
  readonly ownerId: string
}

// The length of a part is known only at its end, and an upload begins with its length: the part goes to the disk first.
async function storePart(part: MultipartFile, { uploads, workDir, ownerId }: Store): Promise<Arrived | undefined> {
  await mkdir(workDir, { recursive: true })
  const folder = await mkdtemp(join(workDir, 'form-'))
  try {
    const path = join(folder, 'part')
    await pipeline(part.file, createWriteStream(path))
    const { size } = await stat(path)
    // A file input left empty is sent as a part without name and bytes.
    if (!part.filename && size === 0) return undefined
    const upload = await uploads.create({ ownerId, fileName: part.filename, length: size })
    await uploads.append(upload, 0, createReadStream(path))
    return { uploadId: upload.id, fileName: upload.fileName }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
