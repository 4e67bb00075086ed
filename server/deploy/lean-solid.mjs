/**
 * What the parent's page never uses of Solid - transitions, schedulers, suspense, foreign sources, error boundaries,
 * hydration - hangs on variables that stay empty for ever. Saying so lets the minifier drop that code: about a kilobyte
 * of the page. Each pattern must be found, so that another version of Solid stops the build instead of growing the page.
 */
const neverSet = {
  'solid-js/dist/solid.js': [
    [/\b(Transition|Scheduler|SuspenseContext|ExternalSourceConfig) && /g, 'false && '],
    [/\bif \((Transition|ExternalSourceConfig|sharedConfig\.context)\)/g, 'if (false)'],
    [/\bsharedConfig\.effects && /g, 'false && '],
    [/\bERROR && /g, 'false && '],
    [/\b(node|top)\.suspense && /g, 'false && '],
    [/\bif \(node\.tOwned\)/g, 'if (false)'],
  ],
}

export const leanSolid = () => ({
  name: 'lean-solid',
  enforce: 'pre',
  transform(code, id) {
    const file = Object.keys(neverSet).find((name) => id.replaceAll('\\', '/').endsWith(name))
    if (!file) return null
    return neverSet[file].reduce((text, [pattern, constant]) => {
      if (!text.match(pattern)) throw new Error(`${file} no longer contains ${pattern}`)
      return text.replace(pattern, constant)
    }, code)
  },
})
