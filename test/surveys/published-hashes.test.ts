import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../surveys/canonical-json.ts'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { NOTICES } from '../../surveys/forms/notice.ts'
import { instrument, instrumentId } from '../../surveys/instrument.ts'

/** The content hashes of the first seven forms as version 0.1.0 publishes them. From then on another word is another version. */
const PUBLISHED: Readonly<Record<string, string>> = {
  'ph-mn@2021.1': '136d8870d153691ade97c401b7de180de5e11af20ef831fde26c3cc1c698b853',
  'ph-th@2021.1': '838098acec452a00265c93ae33fb6c9475d5c3f9f6af972f74ca3042936d3171',
  'ph-thcs@2021.1': '3e3ba88b1e5aa43b1b9ec03687342578173e158ee469d2964bb9427a4ebfbec7',
  'ph-thpt@2021.1': '9a8719c650fab901f2ad6ba0db75929efceb8347a7dc2e5975b80a846dec0c16',
  'hs-thpt@2021.1': 'be7f03a63c5b2b8e24e576b90ffa4b23f78f55e8e657baa01979ac36ff3ac1e8',
  'hv-gdtx@2021.1': 'aae536b35d3057aec3a3ef86957fa178a3f45cf487792f85be3185f73f176a0f',
  'sv-cd@2021.1': 'a1f79ca86744630a63b54b5eb2f1acd0ae410f8dfd2214ff3021762c9d0c73f9',
}

test('what was published keeps its content hash: the model only grows by parts that may be absent', () => {
  const hashes = Object.values(FORMS).map((form): [string, string] => [
    instrumentId(form),
    createHash('sha256')
      .update(canonicalJson(instrument.parse(form)))
      .digest('hex'),
  ])
  expect(Object.fromEntries(hashes)).toMatchObject(PUBLISHED)
  expect(Object.keys(PUBLISHED)).toHaveLength(7)
})

/** The texts of the notice that ships, by version: what is kept with a sheet names the words its reader agreed to. */
const NOTICE_VERSIONS: Readonly<Record<string, string>> = {
  '1': 'cf05c8b63c55e1d98e7f13cd2eca283b678f5047bcbdae4a052237c83d49c484',
}

test('a word of the notice that changes raises its version', () => {
  expect(NOTICES.learner.version).toBe(NOTICES.parent.version)
  const hash = createHash('sha256').update(canonicalJson(NOTICES)).digest('hex')
  expect({ [NOTICES.parent.version]: hash }).toEqual({
    [NOTICES.parent.version]: NOTICE_VERSIONS[NOTICES.parent.version],
  })
})
