import { type BadInput, laidOver } from '../support/bad-inputs';
import { chartFolder, HELMS, refusal } from '../support/helm';
import { OUR_CONSTRUCTS } from '../support/subjects';

const charts = OUR_CONSTRUCTS.map(subject => ({ ...subject, compiled: chartFolder(subject.chart as never) }));
const chart = charts[0].compiled;
const all = charts.flatMap(({ name, compiled, least, bad }) =>
  bad.map(input => ({ ...input, name, compiled, given: laidOver(least, input.values) })),
);

/** The schema says where with slashes, and names an unknown key behind the section that it is in. */
function placesInSchema(at: string): string[] {
  const keys = at.split('.');
  return [`'/${keys.join('/')}'`, `'/${keys.slice(0, -1).join('/')}'`, "''"].slice(
    0,
    keys.length > 1 ? 2 : 3,
  );
}

describe.each(HELMS)('%s', version => {
  test.each(all)('$name refuses $what', async (bad: BadInput & { compiled: string; given: object }) => {
    const said = await refusal(version, bad.compiled, bad.given);
    if (bad.bySchema) {
      expect(placesInSchema(bad.at).some(place => said.includes(place))).toBe(true);
      expect(said).toContain(bad.at.split('.').at(-1));
    } else {
      expect(said).toContain(`${bad.at}: `);
      expect(said).toMatch(bad.fix);
    }
    expect(said).not.toMatch(/goroutine|panic|nil pointer|%!|<nil>/);
    if (bad.secret) expect(said).not.toContain(bad.secret);
  });

  test('tells all problems at once', async () => {
    const said = await refusal(version, chart, {
      exporter: { endpoint: 'https://backend', timeout: '10' },
      collector: { resources: { requests: { memory: '1Gi' } } },
      delivery: { storage: { type: 'hostPath' } },
    });
    expect(said).toContain('the values have 5 problem(s)');
    const places = [
      'exporter.endpoint: ',
      'exporter.timeout: ',
      'requests.memory: ',
      'delivery.storage.type: ',
    ];
    expect(places.filter(place => !said.includes(place))).toEqual([]);
  });

  test('reads as the error of a cdk8s app does', async () => {
    const said = await refusal(version, chart, { exporter: { endpoint: 'backend' } });
    expect(said).toContain(
      '\nexporter.endpoint: "backend" is not host:port [endpoint-form]\n  help: write host:port, for example backend:4317\n',
    );
  });
});
