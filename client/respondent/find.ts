/** An element the server wrote into the page, or a button by what it does; that they are there is a matter of one test. */
export const find = <T extends HTMLElement>(name: string): T =>
  document.querySelector(`#${name},[data-do=${name}]`) as T
