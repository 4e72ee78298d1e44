/** Lets a test file know whether one of its tests failed, so that it keeps the logs of its cluster. */
import type { Circus } from '@jest/types';
import { TestEnvironment } from 'jest-environment-node';

export default class ClusterEnvironment extends TestEnvironment {
  handleTestEvent(event: Circus.Event): void {
    const failed =
      (event.name === 'test_done' && event.test.errors.length > 0) ||
      event.name === 'hook_failure' ||
      event.name === 'test_fn_failure';
    if (failed) (this.global as { someTestFailed?: boolean }).someTestFailed = true;
  }
}
