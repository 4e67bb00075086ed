import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { recontactPage as words } from '../../client/words/recontact.ts'
import type { Language, Text } from '../../surveys/text.ts'
import { askOnce } from '../ask-once.ts'
import type { Deps } from '../deps.ts'
import { limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { formBody } from '../http/form-body.ts'
import { makeFailureLimit, networkOf } from '../http/rate-limit.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { PROBLEMS, Problem } from '../problem.ts'
import type { RenderedPage } from '../responses/document.ts'
import { type ContactNote, renderContactPage } from './contact-page.ts'
import { contactForm, leaveContact } from './leave-contact.ts'

/** Only what is refused is limited: parents of a whole class may stand behind one address, and a guesser is refused most of the time. */
const TRIES = { burst: 40, perMinute: 20 }
const NAMED: Readonly<Record<string, Text>> = words
const WRONG: Readonly<Record<string, Text>> = { '/phone': words.wrong_phone, '/agree': words.wrong_agree }

/** The page on which somebody who has sent a sheet leaves a number, or takes it back. */
export function recontactPageRoutes(deps: Deps) {
  const refused = makeFailureLimit(deps.clock, TRIES)
  const style = askOnce(() => readFile(join(deps.clientDir, 'respondent', 'style.css'), 'utf8'))
  const reply = async (
    c: Context<AppEnv>,
    make: (style: string) => Pick<RenderedPage, 'html' | 'csp'>,
    status: 200 | 201 | 404 | 422 = 200,
  ) => {
    const page = make(await style())
    return c.body(new Uint8Array(page.html), status, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': page.csp,
      'Cache-Control': 'no-store',
    })
  }
  return new Hono<AppEnv>()
    .get('/goi-lai', permit('public', 'Where somebody leaves a number to be called again'), (c) => {
      if (Object.keys(c.req.query()).some((name) => /slip|code|token/i.test(name))) throw new Problem('token_in_url')
      const language: Language = c.req.query('lang') === 'en' ? 'en' : 'vi'
      return reply(c, (css) => renderContactPage(language, css))
    })
    .post(
      '/goi-lai',
      permit('public', 'A number to be called again, sealed and apart from every sheet; or its withdrawal'),
      limit(4096),
      async (c) => {
        const form = contactForm.safeParse(await formBody(c))
        if (!form.success) throw new Problem('body_invalid')
        const { language } = form.data
        const network = networkOf(c, deps.config.trustedProxies)
        try {
          refused.check(network)
          const done = await write(deps, c, (db, by) => leaveContact(db, by, form.data))
          const notes: ContactNote[] = [{ kind: 'green', text: words[done] }]
          return reply(c, (css) => renderContactPage(language, css, { notes, done: true }), 201)
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          refused.count(network)
          const texts =
            error.errors.length > 0 ? error.errors.map(({ pointer }) => WRONG[pointer]) : [NAMED[error.code]]
          const notes = texts.flatMap((text): ContactNote[] => (text ? [{ kind: 'amber', text }] : []))
          if (notes.length === 0) throw error
          const status = PROBLEMS[error.code][0] as 404 | 422
          return reply(c, (css) => renderContactPage(language, css, { notes, slip: form.data.slip }), status)
        }
      },
    )
}
