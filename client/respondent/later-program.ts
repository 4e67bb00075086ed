import { keepOnServer } from './keep-on-server.ts'
import { keepPage } from './keep-page.ts'
import type { Later } from './later.ts'

/** The program that comes after the first answer, or at once where the browser keeps nothing. */
const { later } = window as Later
// Only a secure page has the means to seal anything.
if (later && !later.sheet.lasting() && crypto.subtle) keepOnServer(later)
if (later?.sheet.lasting()) void keepPage('/p/sw.js', '/p/')
