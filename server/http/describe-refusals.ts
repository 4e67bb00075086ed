import { PROBLEMS } from '../problem.ts'

const statuses = [...new Set(Object.values(PROBLEMS).map(([status]) => status))].sort()

/** What every refusal looks like, whatever address it comes from; `test/server/catalogue-addresses.long.test.ts` lays replies beside it. */
const problem = {
  type: 'object' as const,
  required: ['type', 'title', 'status', 'code', 'requestId'],
  properties: {
    type: { type: 'string' as const, pattern: '^urn:hailong:problem:[a-z_]+$' },
    title: { type: 'string' as const },
    status: { type: 'integer' as const, enum: statuses },
    code: { type: 'string' as const, enum: Object.keys(PROBLEMS) },
    requestId: { type: 'string' as const, format: 'uuid' },
    detail: { type: 'object' as const },
    errors: {
      type: 'array' as const,
      items: {
        type: 'object' as const,
        required: ['pointer', 'code'],
        properties: {
          pointer: { type: 'string' as const },
          code: { type: 'string' as const },
          detail: { type: 'object' as const },
        },
      },
    },
    current: { description: 'What stands there now, for whoever was overtaken' },
  },
}

const responses = {
  '2XX': { description: 'Done, or what was asked for' },
  default: {
    description: 'Refused: the code says why, each error where',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  },
}

/** For the document of addresses: every one of them refuses in the same shape. */
export const describeRefusals = {
  schemas: { Problem: problem },
  options: {
    GET: { responses },
    POST: { responses },
    PUT: { responses },
    PATCH: { responses },
    DELETE: { responses },
  },
}
