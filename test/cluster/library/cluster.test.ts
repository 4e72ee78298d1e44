/** What the tests of a cluster rely on. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientPod, request } from '../../support/cluster/applications';
import { RESTRICTED_CONTAINER, RESTRICTED_POD, startBackend } from '../../support/cluster/backend';
import { busyboxImage, labImage } from '../../support/cluster/images';
import { FAKE_NODE_TOLERATION } from '../../support/cluster/kwok';
import { useCluster } from '../../support/cluster/use-cluster';

const cluster = useCluster(async () => ({
  images: [await busyboxImage()],
  fakeNodes: 20,
}));

const NAMESPACE = 'library';
beforeAll(async () => {
  await cluster().load([await labImage()]);
  await cluster().namespace(NAMESPACE);
});

const pod = (name: string, spec: object) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: NAMESPACE },
  spec: { securityContext: RESTRICTED_POD, ...spec },
});

test('a pod finds another by name, and gets an answer', async () => {
  await startBackend(cluster(), NAMESPACE);
  await cluster().apply([clientPod(NAMESPACE)]);
  await cluster().ready(NAMESPACE, 'app=client');
  const answer = await request(cluster(), NAMESPACE, `http://backend.${NAMESPACE}:8080/stats`, {});
  expect(JSON.parse(answer)).toMatchObject({ spans: 0 });
});

test('no image is pulled: what was not loaded is not there', async () => {
  const container = {
    name: 'one',
    image: 'docker.io/library/nobody:1',
    securityContext: RESTRICTED_CONTAINER,
  };
  await cluster().apply([pod('nobody', { containers: [container] })]);
  await expect(cluster().ready(NAMESPACE, '!app', 3_000)).rejects.toThrow(/ErrImagePull|ImagePullBackOff/);
  await cluster().kubectl(['delete', 'pod', 'nobody', '-n', NAMESPACE, '--wait=false']);
});

test('Pod Security is enforced: a pod that may run as root is refused', async () => {
  const root = { ...pod('root', { containers: [{ name: 'one', image: 'local.test/otlp-lab:1' }] }) };
  await expect(cluster().apply([root])).rejects.toThrow(/violates PodSecurity "restricted:latest"/);
});

test('an unknown field is refused', async () => {
  const typo = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'typo', namespace: NAMESPACE },
    dat: {},
  };
  await expect(cluster().apply([typo])).rejects.toThrow(
    /\.dat: field not declared in schema|unknown field "dat"/,
  );
});

test('500 pods run on nodes that are not there, beside the real one', async () => {
  const labels = { many: 'yes' };
  const container = { name: 'one', image: 'local.test/otlp-lab:1', securityContext: RESTRICTED_CONTAINER };
  await cluster().apply([
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'many', namespace: NAMESPACE },
      spec: {
        replicas: 500,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            securityContext: RESTRICTED_POD,
            nodeSelector: { type: 'kwok' },
            tolerations: [FAKE_NODE_TOLERATION],
            containers: [container],
          },
        },
      },
    },
  ]);
  await cluster().kubectl(['rollout', 'status', 'deployment/many', '-n', NAMESPACE, '--timeout=60s']);
  const pods = await cluster().list('pods', NAMESPACE, 'many=yes');
  expect(pods).toHaveLength(500);
  expect(new Set(pods.map(({ spec }) => spec.nodeName)).size).toBe(20);
}, 90_000);

test('its logs hold what each component and each pod wrote', async () => {
  const folder = await cluster().saveLogs();
  const files = readdirSync(folder);
  for (const name of ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'containerd'])
    expect(readFileSync(join(folder, `${name}.log`), 'utf8').length).toBeGreaterThan(100);
  expect(files).toEqual(
    expect.arrayContaining(['kubelet.log', 'kube-proxy.log', 'coredns.log', 'events.txt']),
  );
  expect(existsSync(join(folder, 'pods'))).toBe(true);
});
