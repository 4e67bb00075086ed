import type { Issue } from './issue.ts'

/** What may stand beside a question: its ending in the stored name, and the type a browser is told. */
export const MEDIA = {
  png: { kind: 'image', type: 'image/png' },
  jpg: { kind: 'image', type: 'image/jpeg' },
  webp: { kind: 'image', type: 'image/webp' },
  mp3: { kind: 'audio', type: 'audio/mpeg' },
  m4a: { kind: 'audio', type: 'audio/mp4' },
  ogg: { kind: 'audio', type: 'audio/ogg' },
} as const satisfies Readonly<Record<string, Readonly<{ kind: 'image' | 'audio'; type: string }>>>
export type MediaFormat = keyof typeof MEDIA
export type MediaKind = (typeof MEDIA)[MediaFormat]['kind']

/** A picture is fetched over a telephone line; a recording only when somebody wants to hear it. */
export const MOST_MEDIA_BYTES: Readonly<Record<MediaKind, number>> = { image: 1_000_000, audio: 4_000_000 }
export const LONGEST_SIDE = 4096

/** A name as the store gives it: by content, so the same file has one name and a name always means the same file. */
export const STORED_NAME = /^[0-9a-f]{32}\.(png|jpg|webp|mp3|m4a|ogg)$/

export function kindOfMedia(name: string): MediaKind | undefined {
  const format = STORED_NAME.exec(name)?.[1]
  return format === undefined ? undefined : MEDIA[format as MediaFormat].kind
}

type Named = Readonly<{ path: string; file: string; kind: MediaKind }>
type Shape = Readonly<{ blocks: readonly Readonly<{ items: readonly Readonly<Record<string, unknown>>[] }>[] }>

/** Every file a form names, with its place. A draft may hold anything, so nothing is taken for granted. */
export const mediaOf = (form: Shape): Named[] =>
  form.blocks.flatMap((block, b) =>
    block.items.flatMap((item, i): Named[] => {
      const path = `/blocks/${b}/items/${i}`
      const image = entries(item.image).filter(([name]) => name === 'file')
      return [
        ...image.map(([, file]) => ({ path: `${path}/image/file`, file, kind: 'image' as const })),
        ...entries(item.audio).map(([language, file]) => ({
          ...{ path: `${path}/audio/${language}`, file, kind: 'audio' as const },
        })),
      ]
    }),
  )

const entries = (part: unknown): [string, string][] =>
  typeof part !== 'object' || part === null
    ? []
    : Object.entries(part).filter((entry): entry is [string, string] => typeof entry[1] === 'string')

/** Files that are named and not there, and files of the other kind: a form with one cannot be published. */
export const mediaIssues = (form: Shape, stored: ReadonlySet<string>): Issue[] =>
  mediaOf(form).flatMap(({ path, file, kind }): Issue[] => {
    if (!stored.has(file)) return [{ path, code: 'media_missing', detail: { file: file.slice(0, 100) } }]
    return kindOfMedia(file) === kind ? [] : [{ path, code: 'media_other_kind', detail: { file } }]
  })
