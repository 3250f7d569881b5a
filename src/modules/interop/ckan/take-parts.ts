import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { UploadPart } from './action.ts'
import { gather } from './body.ts'
import { ckanErrors } from './errors.ts'

export interface TakenParts {
  readonly fields: Readonly<Record<string, unknown>>
  readonly upload: UploadPart | undefined
  /** Removes the file from the disk. */
  readonly forget: () => Promise<void>
}

const MOST_FIELD_BYTES = 2_000_000

/** Reads a multipart body: the file part `upload` goes to the disk, every other part is text. */
export async function takeParts(request: FastifyRequest, workDir: string): Promise<TakenParts> {
  // Only who may write at all may fill the disk; what exactly they may write is for the use case.
  if (request.actor.kind === 'visitor') throw ckanErrors.denied('an API token is needed to send files')
  await mkdir(workDir, { recursive: true })
  const folder = await mkdtemp(join(workDir, 'ckan-'))
  const forget = () => rm(folder, { recursive: true, force: true })
  try {
    const pairs: [string, string][] = []
    let upload: UploadPart | undefined
    for await (const part of request.parts({ limits: { fieldSize: MOST_FIELD_BYTES, files: 1 } })) {
      if (part.type === 'file') upload = await storePart(part, join(folder, 'part'))
      else pairs.push([part.fieldname, String(part.value)])
    }
    return { fields: gather(pairs), upload, forget }
  } catch (error) {
    await forget()
    throw error
  }
}

async function storePart(part: MultipartFile, path: string): Promise<UploadPart | undefined> {
  await pipeline(part.file, createWriteStream(path))
  const { size } = await stat(path)
  // A file input left empty is sent as a part without name and bytes.
  return !part.filename && size === 0 ? undefined : { fileName: part.filename, path, bytes: size }
}
