/** An element the server wrote into the page; that they are there is a matter of one test. */
export const find = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T
