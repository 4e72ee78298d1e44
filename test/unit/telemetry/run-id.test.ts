import { NODEJS_HOOK, PYTHON_HOOK } from '../../../src/telemetry/hooks';
import {
  MAX_VALUE_LENGTH,
  RUN_ID_GROUP,
  RUN_ID_IN_BAGGAGE,
  RUN_ID_KEYS,
  UUID_V7,
} from '../../../src/telemetry/run-id';
import { hostileBaggage } from '../../support/hostile-baggage';
import { newRunId } from '../../support/run-ids';

const A = '0197b2c0-0000-7000-8000-00000000000a';
const B = '0197b2c0-0000-7000-8000-00000000000b';

test('the patterns need no escape in YAML, in OTTL, or in a template', () => {
  expect(UUID_V7).not.toMatch(/[\\"'`${}]{2}|[\\"'`$]/);
  expect(RUN_ID_IN_BAGGAGE.replace('|$)', '|)')).not.toMatch(/[\\"'`$]/);
});

test('the pattern takes what the botanu SDK makes', () => {
  expect(newRunId()).toMatch(new RegExp(`^${UUID_V7}$`));
  expect('550e8400-e29b-41d4-a716-446655440000').not.toMatch(new RegExp(UUID_V7));
});

test.each([
  ['alone', `botanu.run_id=${A}`, A],
  ['the last of several keys', `a=b, botanu.run_id=${A}`, A],
  ['with a property', `botanu.run_id=${A};origin=gateway`, A],
  ['with spaces around', `a=b ,  botanu.run_id = ${A} , c=d`, A],
  ['in a list with one header, as JSON', `["a=b,botanu.run_id=${A}"]`, A],
  ['in a list with two headers, as JSON', `["a=b","botanu.run_id=${A}"]`, A],
  ['two: the first', `botanu.run_id=${A},botanu.run_id=${B}`, A],
  ['one that is none, then one', `botanu.run_id=DROP,botanu.run_id=${B}`, B],
  ['a longer key', `botanu.run_id2=${A},xbotanu.run_id=${A},x.botanu.run_id=${A}`, undefined],
  ['a property of another key', `a=b;botanu.run_id=${A}`, undefined],
  ['the value of another key', `url=https://x/?botanu.run_id=${A}&y`, undefined],
  ['the fragment of a URL in another key', `url=https://x/#botanu.run_id=${A}`, undefined],
  ['quoted in the value of another key', `a="botanu.run_id=${A}"`, undefined],
  ['a longer value', `botanu.run_id=${A}-1`, undefined],
  ['a percent-coded one', `botanu.run_id=%30${A.slice(1)}`, undefined],
])('run_id in the text of a header: %s', (_what, text, runId) => {
  expect(found(text)).toBe(runId);
});

// In a list's JSON text the quote stands where these have ! or #, and the pattern must not name the quote.
test.each([
  ['a key that begins with !', `a=b,!botanu.run_id=${A}`],
  ['a key that begins with #', `a=b,#botanu.run_id=${A}`],
  ['a value that ends in !', `botanu.run_id=${A}!,a=b`],
])('taken though it should not be: %s', (_what, text) => {
  expect(found(text)).toBe(A);
});

describe('10,000 hostile headers', () => {
  const headers = hostileBaggage();

  test('are the same every time', () => {
    expect(hostileBaggage()).toEqual(headers);
    expect(hostileBaggage(100, 2)).not.toEqual(headers.slice(0, 100));
  });

  test('some have a run to find, most have none', () => {
    const finds = headers.filter(({ runId }) => runId).length;
    expect(finds).toBeGreaterThan(2000);
    expect(finds).toBeLessThan(5000);
  });

  test('do no harm as text, nor as JSON text of a list', () => {
    const harmed = headers.flatMap(({ kind, header, harmless }) =>
      [header, JSON.stringify([header])]
        .map(text => ({ kind, text, got: found(text), harmless }))
        .filter(({ got }) => !harmless.includes(got)),
    );
    expect(harmed).toEqual([]);
  });
});

test('the hooks know the same keys, pattern and limit', () => {
  for (const { text } of [PYTHON_HOOK[0], NODEJS_HOOK[0]]) {
    for (const key of RUN_ID_KEYS) expect(text).toMatch(new RegExp(`['"]${key}['"]`));
    expect(text.match(/['"]botanu\.\w+['"]/g)).toHaveLength(RUN_ID_KEYS.length);
    expect(text).toContain(UUID_V7);
    expect(text).toContain(`MAX_VALUE_LENGTH = ${MAX_VALUE_LENGTH}`);
  }
});

function found(text: string): string | undefined {
  return new RegExp(RUN_ID_IN_BAGGAGE).exec(text)?.groups?.[RUN_ID_GROUP];
}
