import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit, ROLES } from '../permit.ts'
import { Problem } from '../problem.ts'
import { endSessions } from './account.ts'
import { makeLink } from './link.ts'
import { changePerson, disablePerson, getPerson, invitePerson, listPeople } from './people.ts'
import { removeSecondFactor } from './second-factor.ts'

const ADMINS = ['admin'] as const
const nothing = z.strictObject({})
const name = z.string().trim().min(1).max(200)
const grants = z.array(z.strictObject({ role: z.enum(ROLES), unitId: z.string().min(1).max(64).nullable() })).max(50)
const invitation = z.strictObject({ email: z.string().min(3).max(254), name, grants })
const change = z.strictObject({ name, grants })

/** People, their roles and units, and the links by which they come in. Nobody registers themselves. */
export function peopleRoutes(deps: Deps) {
  async function reply(c: Context<AppEnv>, id: string, status: 200 | 201 = 200) {
    const person = await getPerson(deps.read, c.get('reach'), id)
    c.header('ETag', `"${person.version}"`)
    return c.json(person, status)
  }
  return new Hono<AppEnv>()
    .get('/', permit(ADMINS, 'The people', 'within'), async (c) =>
      c.json({ people: await listPeople(deps.read, c.get('reach')) }),
    )
    .post(
      '/',
      permit(ADMINS, 'Enter a person; gives the invitation, shown once', 'within'),
      limit(16_384),
      body(invitation),
      async (c) => {
        const made = await write(deps, c, async (db, by) => {
          const id = await invitePerson(db, by, c.get('reach'), c.req.valid('json'))
          return { id, link: await makeLink(db, by, deps.config.publicUrl, id, 'invite') }
        })
        return c.json(made, 201)
      },
    )
    .get('/:id', permit(ADMINS, 'One person', 'account'), (c) => reply(c, c.req.param('id')))
    .put(
      '/:id',
      permit(ADMINS, 'Change the name and the roles of a person', 'account'),
      limit(16_384),
      body(change),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) =>
          changePerson(db, by, c.get('reach'), c.req.param('id'), version, c.req.valid('json')),
        )
        return reply(c, c.req.param('id'))
      },
    )
    .post(
      '/:id/disable',
      permit(ADMINS, 'Let a person in no more', 'account'),
      limit(1024),
      body(nothing),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => disablePerson(db, by, c.req.param('id'), version, true))
        return reply(c, c.req.param('id'))
      },
    )
    .post('/:id/enable', permit(ADMINS, 'Let a person in again', 'account'), limit(1024), body(nothing), async (c) => {
      const version = ifMatch(c)
      await write(deps, c, (db, by) => disablePerson(db, by, c.req.param('id'), version, false))
      return reply(c, c.req.param('id'))
    })
    .post(
      '/:id/link',
      permit(ADMINS, 'A link to choose a password, shown once', 'account'),
      limit(1024),
      body(nothing),
      async (c) => {
        const id = c.req.param('id')
        const link = await write(deps, c, async (db, by) => {
          const { state } = await getPerson(db, c.get('reach'), id)
          if (state === 'disabled') throw new Problem('step_not_possible')
          return makeLink(db, by, deps.config.publicUrl, id, state === 'invited' ? 'invite' : 'reset')
        })
        return c.json({ id, link }, 201)
      },
    )
    .post(
      '/:id/second-factor/remove',
      permit(ADMINS, 'Take the second step from whoever has lost the phone', 'account'),
      limit(1024),
      body(nothing),
      async (c) => {
        const id = c.req.param('id')
        if (id === c.get('account')?.id) throw new Problem('own_account')
        await write(deps, c, async (db, by) => {
          await getPerson(db, c.get('reach'), id)
          await removeSecondFactor(db, by, id)
          await endSessions(db, id)
        })
        return reply(c, id)
      },
    )
}
