/** The chart at both ends of the range of Kubernetes that Chart.yaml names. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { COLLECTOR_CHART } from '../support/chart';
import { clientPod, sendSpan } from '../support/cluster/applications';
import { type Backend, startBackend } from '../support/cluster/backend';
import { until } from '../support/cluster/client';
import type { KubernetesVersion } from '../support/cluster/cluster';
import { busyboxImage, collectorImage, labImage } from '../support/cluster/images';
import { fromRepository, installFromRepository } from '../support/cluster/releases';
import { useCluster } from '../support/cluster/use-cluster';
import { HELMS } from '../support/helm';
import { newRunId } from '../support/run-ids';

const VERSIONS: readonly [KubernetesVersion, RegExp][] = [
  ['kubernetes-oldest', /^v1\.30\./],
  ['kubernetes-newest', /^v1\.37\./],
];

test('the oldest version here is the oldest that the chart says it supports', () => {
  const { kubeVersion } = parse(readFileSync(join(COLLECTOR_CHART, 'Chart.yaml'), 'utf8'));
  expect(kubeVersion).toBe('>=1.30.0-0');
});

describe.each(VERSIONS)('%s', (kubernetes, expected) => {
  const cluster = useCluster(async () => ({
    kubernetes,
    images: await Promise.all([collectorImage(), labImage(), busyboxImage()]),
  }));

  test('is what it says it is', async () => {
    const { gitVersion } = JSON.parse(await cluster().kubectl(['get', '--raw', '/version']));
    expect(gitVersion).toMatch(expected);
  });

  test.each(HELMS)(
    '%s installs, upgrades and removes everything that the chart has, without a warning',
    async version => {
      const namespace = `range-${version}`;
      await cluster().namespace(namespace);
      const backend: Backend = await startBackend(cluster(), namespace);
      await cluster().apply([clientPod(namespace)]);
      await cluster().ready(namespace, 'app=client');
      const values = {
        exporter: { endpoint: backend.grpc, tls: { enabled: false } },
        presets: { kubernetesAttributes: { enabled: true } },
      };
      await installFromRepository(cluster(), version, { namespace, values });
      const runId = newRunId();
      const endpoint = `http://botanu-collector.${namespace}:4318`;
      const traceId = await sendSpan(cluster(), namespace, endpoint, {
        'http.request.header.baggage': `botanu.run_id=${runId}`,
      });
      const arrived = async () => (await backend.spans()).filter(span => span.traceId === traceId);
      expect((await arrived()).map(({ attributes }) => attributes['botanu.run_id'])).toEqual([runId]);

      const more = { ...values, gateway: { enabled: true, replicas: 1 }, networkPolicy: { enabled: true } };
      const { code, stderr } = await fromRepository(cluster(), version, 'upgrade', {
        namespace,
        values: more,
      });
      expect([code, stderr]).toEqual([0, expect.not.stringMatching(/warning/i)]);
      const second = await sendSpan(cluster(), namespace, endpoint, { 'botanu.run_id': runId });
      await until('the span behind the gateway', 20_000, async () => {
        const found = (await backend.spans()).some(span => span.traceId === second);
        return found || { still: 'it is not there' };
      });
      const removed = await cluster().helm(version, [
        'uninstall',
        'botanu-collector',
        '-n',
        namespace,
        '--wait',
      ]);
      expect(removed.code).toBe(0);
    },
  );
});
