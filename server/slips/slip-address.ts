/** The code stands behind the `#`: a browser never sends that part, so it reaches no log. */
export const slipUrl = (publicUrl: string, form: string, code: string): string => `${publicUrl}/p/${form}#${code}`
