/** Who issues a document and how it is addressed. The number and the day stay blank: the clerical office fills them in by hand. */
export type DocumentHead = Readonly<{
  /** The body above, in capitals: `UBND TỈNH SÓC TRĂNG`. */
  parentBody: string
  /** The issuing body, in capitals: `SỞ GIÁO DỤC VÀ ĐÀO TẠO`. */
  body: string
  /** The issuing body inside a sentence: `Sở Giáo dục và Đào tạo tỉnh Sóc Trăng`. */
  bodyInText: string
  /** Behind the number: `SGDĐT` gives `Số:      /BC-SGDĐT`. */
  bodySymbol: string
  /** Where it is issued: `Sóc Trăng`. */
  place: string
  /** Month and year of issue; `month` null leaves it blank too. */
  month: number | null
  year: number
}>

export type Signer = Readonly<{
  /** Lines in capitals: `['GIÁM ĐỐC']` or `['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC']`. */
  role: readonly string[]
  /** Without title or degree; null leaves the line blank. */
  name: string | null
}>

/** One `Căn cứ` line. The first citation is complete: kind, number, date, issuer, abstract. */
export type LegalBasis = Readonly<{
  kind: string
  /** `2034/QĐ-BGDĐT`; null for a law, which is cited without one. */
  number: string | null
  /** ISO day. */
  date: string
  issuer: string
  abstract: string
}>
