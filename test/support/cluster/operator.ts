/** The real OpenTelemetry operator: a process beside the API server, which asks it about each pod that is made. */
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { tool } from '../../../tools/tool';
import type { KubernetesObject } from '../helm';
import { freePort, type RunningProcess } from '../processes';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from './backend';
import { type Client, until } from './client';
import type { Cluster } from './cluster';
import { servingCertificate } from './control-plane';

export interface Operator {
  /** What it wrote since it was started last. */
  output(): string;
  /** Ends it. What it is registered for stays: pods are made without it, and Instrumentations are refused. */
  stop(): Promise<void>;
  /** Starts it again, and waits until it injects. */
  start(): Promise<void>;
}

/** By default all of these are injected, each into the containers that its own annotation names, and Go is not. */
const FLAGS = [
  '--enable-multi-instrumentation=true',
  ...['python', 'java', 'nodejs', 'dotnet'].map(language => `--enable-${language}-instrumentation=true`),
  '--enable-go-instrumentation=false',
];

/** Starts it in a cluster that has none. It ends with the cluster. A later flag wins; it ignores those it does not know. */
export async function startOperator(cluster: Cluster, flags: readonly string[] = []): Promise<Operator> {
  const home = await tool('operator');
  // A cluster on loopback shares its ports with this machine, and with others like it.
  const port = cluster.address === '127.0.0.1' ? await freePort() : 19443;
  const temporary = join(cluster.folder, 'operator');
  provideCertificate(cluster, temporary);
  // It ends when it starts before they are served.
  await applyDefinitions(cluster, join(home, 'config/crd'));
  const launch = () =>
    cluster.start(
      'operator',
      join(home, 'opentelemetry-operator'),
      ['--metrics-addr=0', '--health-probe-addr=0', `--webhook-port=${port}`, ...FLAGS, ...flags],
      { KUBECONFIG: cluster.kubeconfig, TMPDIR: temporary },
    );
  let running: RunningProcess = launch();
  await running.says(/Serving webhook server/);
  await cluster.apply(webhooks(cluster, join(home, 'config/webhook/manifests.yaml'), port));
  await cluster.namespace(PROBED);
  await instrument(cluster, PROBED, {});
  return {
    output: () => running.output(),
    stop: async () => {
      await running.stop();
      await running.ends();
    },
    start: async () => {
      running = launch();
      await running.says(/Serving webhook server/);
      await injects(cluster, PROBED, 'default');
    },
  };
}

/** Where it is tried whether the operator injects. */
const PROBED = 'operator-probe';

/** Makes an Instrumentation, and waits until the operator knows it; of one that was there, it may know the former. */
export async function instrument(
  client: Client,
  namespace: string,
  spec: object,
  name = 'default',
): Promise<void> {
  const metadata = { name, namespace };
  const object = { apiVersion: 'opentelemetry.io/v1alpha1', kind: 'Instrumentation', metadata, spec };
  // Not by `apply` of the client: the operator warns of any that names no sampler, and most do not.
  const strict = ['apply', '--server-side', '--validate=strict', '--filename', '-'];
  await client.kubectl(strict, JSON.stringify(object));
  await injects(client, namespace, name);
}

/** The pod as the API server would store it, after all that admission makes of it. Nothing is stored. */
export async function mutated(client: Client, namespace: string, pod: object): Promise<KubernetesObject> {
  const args = [
    'create',
    '--dry-run=server',
    '--namespace',
    namespace,
    '--output',
    'json',
    '--filename',
    '-',
  ];
  return JSON.parse(await client.kubectl(args, JSON.stringify(pod)));
}

/** Only variables are injected into this one: it needs no image of an agent, and Pod Security lets it pass. */
async function injects(client: Client, namespace: string, instrumentation: string): Promise<void> {
  const probe = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'operator-probe',
      annotations: { 'instrumentation.opentelemetry.io/inject-sdk': instrumentation },
    },
    spec: {
      securityContext: RESTRICTED_POD,
      containers: [{ name: 'one', image: 'local.test/nothing:1', securityContext: RESTRICTED_CONTAINER }],
    },
  };
  await until(`the operator injecting what ${namespace}/${instrumentation} says`, 30_000, async () => {
    const { spec } = await mutated(client, namespace, probe);
    const env: { name: string }[] = spec.containers[0].env ?? [];
    return env.some(({ name }) => name === 'OTEL_SERVICE_NAME') || { still: 'a pod comes back as it was' };
  });
}

/** It serves at the API server's address, and looks for its certificate in the folder for temporary files only. */
function provideCertificate(cluster: Cluster, temporary: string): void {
  const folder = join(temporary, 'k8s-webhook-server/serving-certs');
  mkdirSync(folder, { recursive: true });
  const { certificate, key } = servingCertificate(cluster.folder);
  copyFileSync(certificate, join(folder, 'tls.crt'));
  copyFileSync(key, join(folder, 'tls.key'));
}

/** The definitions that an installation has: not all that are in the folder. */
async function applyDefinitions(cluster: Cluster, folder: string): Promise<void> {
  const { resources } = parse(readFileSync(join(folder, 'kustomization.yaml'), 'utf8'));
  const definitions: KubernetesObject[] = resources.map((file: string) =>
    parse(readFileSync(join(folder, file), 'utf8')),
  );
  await cluster.apply(definitions);
  const names = definitions.map(({ metadata }) => `crd/${metadata.name}`);
  await cluster.kubectl(['wait', '--for=condition=Established', '--timeout=30s', ...names]);
}

/** As they are installed, save that they name an address in place of a Service, which would want a pod. */
function webhooks(cluster: Cluster, manifests: string, port: number): object[] {
  const { certificate } = servingCertificate(cluster.folder);
  const caBundle = readFileSync(certificate).toString('base64');
  return parseAllDocuments(readFileSync(manifests, 'utf8')).map(document => {
    const { metadata, webhooks, ...rest } = document.toJS();
    return {
      ...rest,
      metadata: { ...metadata, name: `opentelemetry-operator-${metadata.name}` },
      webhooks: webhooks.map((webhook: { clientConfig: { service: { path: string } } }) => {
        const { path } = webhook.clientConfig.service;
        return {
          ...webhook,
          clientConfig: { url: `https://${cluster.address}:${port}${path}`, caBundle },
        };
      }),
    };
  });
}
