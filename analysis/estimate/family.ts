import { AnalysisError } from '../failure.ts'
import { normalUpper } from '../numeric/distribution.ts'

/** How a generalised linear model ties the mean to the predictor, and the variance to the mean. */
export type Family = Readonly<{
  name: string
  mean: (eta: number) => number
  /** d mean / d eta */
  slope: (eta: number) => number
  link: (mean: number) => number
  variance: (mean: number) => number
  /** Contribution of one case to the deviance, weight 1. */
  deviance: (y: number, mean: number) => number
  start: (y: number) => number
}>

const logTerm = (y: number, ratio: number) => (y === 0 ? 0 : y * Math.log(ratio))

const links = {
  identity: { mean: (eta: number) => eta, slope: () => 1, link: (mean: number) => mean },
  log: { mean: Math.exp, slope: Math.exp, link: Math.log },
  inverse: {
    mean: (eta: number) => 1 / eta,
    slope: (eta: number) => -1 / (eta * eta),
    link: (mean: number) => 1 / mean,
  },
  logit: {
    mean: (eta: number) => 1 / (1 + Math.exp(-eta)),
    slope: (eta: number) => {
      const e = Math.exp(-Math.abs(eta))
      return e / ((1 + e) * (1 + e))
    },
    link: (mean: number) => Math.log(mean / (1 - mean)),
  },
  probit: {
    mean: (eta: number) => normalUpper(-eta),
    slope: (eta: number) => Math.exp(-0.5 * eta * eta) / Math.sqrt(2 * Math.PI),
    link: (mean: number) => Math.log(mean / (1 - mean)) / 1.7,
  },
  cloglog: {
    mean: (eta: number) => -Math.expm1(-Math.exp(eta)),
    slope: (eta: number) => Math.exp(eta - Math.exp(eta)),
    link: (mean: number) => Math.log(-Math.log1p(-mean)),
  },
}

const kinds = {
  gaussian: {
    variance: () => 1,
    deviance: (y: number, mean: number) => (y - mean) ** 2,
    start: (y: number) => y,
    usual: 'identity',
  },
  binomial: {
    variance: (mean: number) => mean * (1 - mean),
    deviance: (y: number, mean: number) => 2 * (logTerm(y, y / mean) + logTerm(1 - y, (1 - y) / (1 - mean))),
    start: (y: number) => (y + 0.5) / 2,
    usual: 'logit',
  },
  poisson: {
    variance: (mean: number) => mean,
    deviance: (y: number, mean: number) => 2 * (logTerm(y, y / mean) - (y - mean)),
    start: (y: number) => y + 0.1,
    usual: 'log',
  },
  gamma: {
    variance: (mean: number) => mean * mean,
    deviance: (y: number, mean: number) => -2 * (Math.log(y / mean) - (y - mean) / mean),
    start: (y: number) => y,
    usual: 'inverse',
  },
} as const

/** A family by R's name (`quasi` in front changes nothing here: the variance comes from the design) and its link. */
export function familyNamed(name: string, link?: string): Family {
  const bare = name.replace(/^quasi(?=binomial|poisson)/, '').toLowerCase()
  const kind = Object.hasOwn(kinds, bare) ? kinds[bare as keyof typeof kinds] : undefined
  if (!kind) throw new AnalysisError('option_invalid', { option: 'family', value: name })
  const chosen = link ?? kind.usual
  if (!Object.hasOwn(links, chosen)) throw new AnalysisError('option_invalid', { option: 'link', value: chosen })
  return { name: bare, ...kind, ...links[chosen as keyof typeof links] }
}
