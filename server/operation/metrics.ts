import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const

type Labels = Readonly<Record<string, string>>
export type Metrics = ReturnType<typeof makeMetrics>

/** One figure beside its name, as it is at the moment. */
export type Gauge = Readonly<{ name: string; help: string; value: number }>

/**
 * Counts of what the program does, in the text of Prometheus. Labels are the program's own few words: never an address, a code,
 * a name or an answer. Source: https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function makeMetrics() {
  const counters = new Map<string, { help: string; values: Map<string, number> }>()
  const spans = new Map<string, { help: string; buckets: number[]; sum: number; count: number }>()
  const lag = monitorEventLoopDelay({ resolution: 20 })
  lag.enable()
  /** What counts one thing; made once by whoever counts often. It stands in the text from its first count on. */
  const counter = (name: string, help: string, labels: Labels = {}): ((by?: number) => void) => {
    const key = textOf(labels)
    return (by = 1) => {
      const { values } = counters.get(name) ?? { values: new Map<string, number>() }
      if (values.size === 0) counters.set(name, { help, values })
      values.set(key, (values.get(key) ?? 0) + by)
    }
  }
  return {
    counter,
    count: (name: string, help: string, labels: Labels = {}, by = 1): void => counter(name, help, labels)(by),
    span(name: string, help: string, seconds: number): void {
      const span = spans.get(name) ?? { help, buckets: BUCKETS.map(() => 0), sum: 0, count: 0 }
      spans.set(name, span)
      span.sum += seconds
      span.count += 1
      for (let place = BUCKETS.length - 1; place >= 0 && seconds <= BUCKETS[place]; place -= 1) span.buckets[place] += 1
    },
    text(gauges: readonly Gauge[]): string {
      const lines: string[] = []
      for (const [name, { help, values }] of counters) {
        lines.push(...headOf(name, help, 'counter'))
        for (const [labels, value] of values) lines.push(`${name}${labels} ${value}`)
      }
      for (const [name, { help, buckets, sum, count }] of spans) {
        lines.push(...headOf(name, help, 'histogram'))
        for (const [place, bucket] of BUCKETS.entries())
          lines.push(`${name}_bucket${textOf({ le: String(bucket) })} ${buckets[place]}`)
        lines.push(`${name}_bucket${textOf({ le: '+Inf' })} ${count}`, `${name}_sum ${sum}`, `${name}_count ${count}`)
      }
      for (const { name, help, value } of [...gauges, ...processGauges(lag.percentile(99) / 1e9)])
        lines.push(...headOf(name, help, name.endsWith('_total') ? 'counter' : 'gauge'), `${name} ${value}`)
      lag.reset()
      return `${lines.join('\n')}\n`
    },
  }
}

const headOf = (name: string, help: string, kind: string) => [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`]

const textOf = (labels: Labels): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value.replace(/[\\"\n]/g, '_')}"`)
  return pairs.length > 0 ? `{${pairs.join(',')}}` : ''
}

function processGauges(lagSeconds: number): Gauge[] {
  const { user, system } = process.cpuUsage()
  return [
    { name: 'process_cpu_seconds_total', help: 'Processor time spent', value: (user + system) / 1e6 },
    { name: 'process_resident_memory_bytes', help: 'Memory held', value: process.memoryUsage.rss() },
    {
      name: 'process_start_time_seconds',
      help: 'Start of the process since 1970',
      value: Math.round(Date.now() / 1000 - process.uptime()),
    },
    {
      name: 'nodejs_eventloop_lag_p99_seconds',
      help: 'Delay of the event loop since the last look, 99th percentile, 20 ms at rest',
      value: lagSeconds,
    },
  ]
}
