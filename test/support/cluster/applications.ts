/** Applications in pods, set up word by word as the notes of the collector chart say. */
import { randomBytes } from 'node:crypto';
import { parse } from 'yaml';
import type { Language } from '../../../src/telemetry/agents/agent';
import { agents, loadingEnvironment } from '../../../src/telemetry/agents/environment';
import { podWithService, RESTRICTED_CONTAINER, RESTRICTED_POD } from './backend';
import { type Client, until } from './client';

export interface PodOfApplication {
  readonly language: Language;
  readonly name: string;
  readonly namespace: string;
  /** What the notes of the chart print. */
  readonly notes: string;
  /** Whether the hook's files and variables are there. */
  readonly hook: boolean;
  /** Name of the service that it calls. */
  readonly next?: string;
  /** URL of another collector than that of the notes. */
  readonly endpoint?: string;
}

const PORT = 8080;

export function applicationPod({ language, name, namespace, notes, hook, next, endpoint }: PodOfApplication) {
  const agent = agents[language];
  const printed = fromNotes(notes);
  const variables = printed.env.filter(variable => hook || !(variable.name in agent.hookVariables));
  const folders = { agent: agent.folder, hook: hook ? '/botanu' : undefined };
  const loading = loadingEnvironment(agent, folders, LIBRARIES);
  const env = [
    ...variables.filter(variable => !OVERRIDDEN.includes(variable.name)),
    { name: 'OTEL_SERVICE_NAME', value: name },
    {
      name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
      value: endpoint ?? valueOf(printed.env, 'OTEL_EXPORTER_OTLP_ENDPOINT'),
    },
    ...Object.entries(loading).map(([variable, value]) => ({ name: variable, value })),
    // Only for speed, and against questions to clouds.
    { name: 'OTEL_BSP_SCHEDULE_DELAY', value: '100' },
    { name: 'OTEL_METRICS_EXPORTER', value: 'none' },
    { name: 'OTEL_LOGS_EXPORTER', value: 'none' },
    { name: 'OTEL_NODE_RESOURCE_DETECTORS', value: 'env' },
    ...(next ? [{ name: 'NEXT_URL', value: `http://${next}:${PORT}/run` }] : []),
  ];
  const mounts = hook ? printed.volumeMounts : [];
  const container = {
    name: 'app',
    image: `local.test/${language}-app:1`,
    env,
    volumeMounts: [...mounts, { name: 'tmp', mountPath: '/tmp' }],
    securityContext: RESTRICTED_CONTAINER,
    readinessProbe: { tcpSocket: { port: PORT }, periodSeconds: 1, failureThreshold: 60 },
  };
  const spec = {
    securityContext: RESTRICTED_POD,
    terminationGracePeriodSeconds: 0,
    containers: [container],
    volumes: [...(hook ? printed.volumes : []), { name: 'tmp', emptyDir: {} }],
  };
  return podWithService(name, namespace, spec, { http: PORT });
}

/** What our applications import is part of no agent. */
const LIBRARIES = { PYTHONPATH: '/libraries' };
const OVERRIDDEN = [
  'OTEL_SERVICE_NAME',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_METRICS_EXPORTER',
  'OTEL_LOGS_EXPORTER',
];

type Variable = { name: string; value: string };
const valueOf = (env: readonly Variable[], name: string) =>
  env.find(variable => variable.name === name)?.value;

interface Printed {
  readonly env: readonly Variable[];
  readonly volumes: readonly object[];
  readonly volumeMounts: readonly object[];
}

/** The blocks of the notes, as a person would paste them. */
function fromNotes(notes: string): Printed {
  const block = (key: string) => {
    const found = new RegExp(`^ {2}${key}:\\n((?: {4}.*\\n)+)`, 'm').exec(notes);
    if (!found) throw new Error(`the notes have no block "${key}":\n${notes}`);
    return parse(`${key}:\n${found[1]}`)[key];
  };
  return { env: block('env'), volumes: block('volumes'), volumeMounts: block('volumeMounts') };
}

/** A pod with a shell from which requests are sent. */
export const clientPod = (namespace: string, name = 'client') => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels: { app: name } },
  spec: {
    securityContext: RESTRICTED_POD,
    terminationGracePeriodSeconds: 0,
    containers: [
      {
        name: 'shell',
        image: 'docker.io/library/busybox:1.37',
        args: ['-c', 'sleep 86400'],
        securityContext: RESTRICTED_CONTAINER,
      },
    ],
  },
});

/**
 * Waits until a service answers, and whom it asks in turn: pods that are ready may not be behind their Services yet. The
 * requests that ask belong to no run.
 */
export async function answers(client: Client, namespace: string, url: string): Promise<void> {
  await until(`an answer from ${url}`, 60_000, async () => {
    try {
      await request(client, namespace, url, {});
      return true;
    } catch (error) {
      return { still: (error as Error).message };
    }
  });
}

/** Sends a request from the client pod, with headers. */
export async function request(
  { kubectl }: Client,
  namespace: string,
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<string> {
  const given = Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]);
  // Not wget's own -T: in Debian's busybox it is a segmentation fault.
  const wget = ['timeout', '30', 'wget', '-q', '-O', '-', ...given, url];
  return kubectl(['exec', '-n', namespace, 'client', '--', ...wget]);
}

/**
 * Sends one span from the client pod, as OTLP in JSON, and gives the id of its trace. That it is not accepted is a
 * failure.
 */
export async function sendSpan(
  { kubectl }: Client,
  namespace: string,
  endpoint: string,
  attributes: Readonly<Record<string, string>>,
  traceId = randomBytes(16).toString('hex'),
): Promise<string> {
  const now = `${BigInt(Date.now()) * 1_000_000n}`;
  const span = {
    traceId,
    spanId: randomBytes(8).toString('hex'),
    name: 'one',
    kind: 2,
    startTimeUnixNano: now,
    endTimeUnixNano: now,
    attributes: Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } })),
  };
  const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
  const json = ['--header', 'Content-Type: application/json', '--post-data', body];
  const wget = ['timeout', '20', 'wget', '-q', '-O', '-', ...json, `${endpoint}/v1/traces`];
  await kubectl(['exec', '-n', namespace, 'client', '--', ...wget]);
  return traceId;
}
