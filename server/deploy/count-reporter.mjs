import { writeFileSync } from 'node:fs'

/** Vitest's own JSON leaves out why a test was skipped and what went wrong outside of tests; this keeps both. */
export default class CountReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: [] }
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const result = test.result()
        const name = `${module.relativeModuleId} > ${test.fullName}`
        if (result.state === 'passed') count.passed++
        else if (result.state === 'skipped') count.skipped.push({ name, reason: result.note ?? test.options.mode })
        else count.failed++
      }
      // A file that cannot be loaded, or whose hook throws, has no failed test of its own.
      count.failed += [module, ...module.children.allSuites()].filter((suite) => suite.errors().length).length
    }
    writeFileSync(process.env.HAILONG_TEST_COUNT, JSON.stringify(count))
  }
}
