/** A wanted paper as plans list it, without the sign that ends its line there. */
export const wantedPaper = (text: string): string => text.replace(/[;.]+$/, '')

/** All of them in one line. */
export const wantedPapers = (texts: readonly string[]): string => texts.map(wantedPaper).join('; ')
