/** A version 4 UUID; `crypto.randomUUID` is missing in older browsers and outside https. */
export const uuid = (): string =>
  '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) => {
    const chance = (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) & 15
    return (Number(digit) ^ (chance >> (Number(digit) / 4))).toString(16)
  })
