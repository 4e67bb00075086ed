import { findDepartment } from '../assessment-papers/store.ts'
import { BLANK, headOfUnit, UNKNOWN_SYMBOL } from '../assessment-papers/unit-head.ts'
import type { Db } from '../db/open.ts'
import type { DocumentHead } from '../document/head.ts'
import { namesAbove } from '../document/heading.ts'
import { issuingDay } from '../document/issuing-day.ts'
import { Problem } from '../problem.ts'
import { listYears } from '../tasks/store.ts'

/**
 * Who issues a document of the Department: the Department of the list of units, and where that says nothing, who issues the documents
 * of the year (or of the last year there is). Where neither is known the document is refused, with where to say it.
 */
export async function departmentHead(db: Db, year: number, day: string, demonstration = false): Promise<DocumentHead> {
  const head = await findHead(db, year, day, demonstration)
  if (head === null) throw new Problem('input_invalid', { errors: [{ pointer: '', code: 'department_unknown' }] })
  return head
}

export async function findHead(
  db: Db,
  year: number,
  held: string,
  demonstration = false,
): Promise<DocumentHead | null> {
  const years = await listYears(db)
  const issuing = years.find((one) => one.year === year) ?? years[0]
  const said =
    issuing === undefined
      ? null
      : {
          ...{ bodyInText: issuing.department, bodySymbol: issuing.symbol, place: issuing.place, month: null, year },
          ...namesOf(issuing.parentBody, issuing.department),
        }
  const day = issuingDay(held, issuing?.year ?? year, demonstration)
  const id = await findDepartment(db, day)
  if (id === undefined) return said
  const { head } = await headOfUnit(db, id, year, day)
  if (said === null) return head
  return {
    ...head,
    parentBody: head.parentBody === BLANK ? said.parentBody : head.parentBody,
    place: head.place === BLANK ? said.place : head.place,
    bodySymbol: head.bodySymbol === UNKNOWN_SYMBOL ? said.bodySymbol : head.bodySymbol,
  }
}

function namesOf(parentBody: string, department: string) {
  const { parent, body } = namesAbove({ parentBody, body: department })
  return { parentBody: parent, body }
}
