// A reporter for node --test: one line per failure, and "passed failed skipped" into $TP_TEST_COUNTS.
import { writeFileSync } from 'node:fs';

export default async function* counts(source) {
  let [passed, failed, skipped] = [0, 0, 0];
  for await (const event of source) {
    // a file is reported as a test too
    if (event.data?.nesting !== 0 || /\.mjs$/.test(event.data.name ?? '')) continue;
    if (event.type === 'test:pass') {
      if (event.data.skip !== undefined) skipped += 1; else passed += 1;
      yield `ok ${event.data.name}\n`;
    } else if (event.type === 'test:fail') {
      failed += 1;
      yield `FAILED ${event.data.name}\n${event.data.details.error.cause?.message ?? event.data.details.error.message}\n`;
    }
  }
  if (process.env.TP_TEST_COUNTS) writeFileSync(process.env.TP_TEST_COUNTS, `${passed} ${failed} ${skipped}\n`);
}
