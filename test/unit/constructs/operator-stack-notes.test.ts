/** Which of the three ways run_id gets onto spans, as the notes of the operator stack say it. */
import { operatorStackNotes } from '../../../src/constructs/operator-stack.notes';
import { operatorStackValues } from '../../../src/constructs/operator-stack.values';

/** What an installer reads on a cluster that knows admission policies, or does not. */
function notes(values: object, policies: boolean): string[] {
  const release = { name: 'x', fullname: 'x', namespace: 'observability', serves: () => policies } as never;
  const { settings, problems } = operatorStackValues.parse(values, () => release);
  expect(problems).toEqual([]);
  return (operatorStackNotes(settings as never, release) as never as unknown[][])
    .flat(4)
    .filter(Boolean) as string[];
}
const of = (language: string, lines: readonly string[]) => lines.find(line => line.startsWith(language));
const image = (name: string) => ({ image: { repository: `own/${name}` } });
const BY_IMAGE = {
  runId: { delivery: 'image' },
  instrumentation: { python: image('python'), nodejs: image('nodejs') },
};
const BY_POLICY = { engine: 'policy', operator: { enabled: false } };

test.each<[string, object, boolean, string, RegExp]>([
  ['java', {}, true, 'java', /every span: by a variable/],
  ['java, on an older cluster', {}, false, 'java', /every span: by a variable/],
  ['python and nodejs by policy', {}, true, 'python, nodejs', /every span: an admission policy/],
  ['python and nodejs by image', BY_IMAGE, false, 'python, nodejs', /every span: the hook is in the image/],
  ['python otherwise', {}, false, 'python', /server spans only/],
  ['nodejs otherwise', {}, false, 'nodejs', /none: this cluster has no admission policies/],
])('of %s', (_, values, policies, language, said) => {
  expect(of(language, notes(values, policies))).toMatch(said);
});

test('when it is off, no language is said to have it', () => {
  const said = notes({ runId: { enabled: false } }, true);
  expect(said).toContain('runId.enabled is false: no process writes it.');
  expect(of('java', said)).toBeUndefined();
});

test('the engine policy is warned of on a cluster that has none', () => {
  expect(notes(BY_POLICY, false).join()).toMatch(/WARNING.*1\.36.*no agent will come/);
  expect(notes(BY_POLICY, true).join()).not.toMatch(/WARNING/);
});

test('the namespaces that are opted in are named, and that there is none', () => {
  expect(notes({ ...BY_POLICY, namespaces: { shop: {}, off: { enabled: false } } }, true)).toContain(
    '  shop',
  );
  expect(notes({ ...BY_POLICY, namespaces: { off: { enabled: false } } }, true)).not.toContain('  off');
  expect(notes(BY_POLICY, true).join()).toMatch(/No namespace is opted in yet/);
});
