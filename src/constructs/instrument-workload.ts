/** Instrumentation of workloads that are there already, whoever made them. */
import { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import {
  hookConfigMapData,
  type InstrumentOptions,
  instrument,
  instrumentAnnotations,
} from '../instrument/instrument';
import type { PodSpec } from '../instrument/pod-spec';
import { sidecarConfig, sidecarSettings } from '../instrument/sidecar';
import { describeProblem, type Problem, ProblemsError } from '../problem';
import { agents } from '../telemetry/agents/environment';
import { yamlText } from '../values/expression';
import { checksum } from '../values/functions';
import { manifest } from '../values/manifest';
import { collectorValues } from './botanu-collector.values';

/** What the workload knows by itself need not be said. */
type Known = 'workload' | 'kind' | 'namespace' | 'sidecarConfigMap';
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
export type InstrumentWorkloadOptions = Without<InstrumentOptions, Known>;

/** Where each kind has its pod template. A Deployment's own annotations reach no pod: only those of the template do. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  Pod: [],
};

/** A Kubernetes object as cdk8s is about to write it. */
type Json = Record<string, unknown>;

/**
 * Puts an agent, its run_id hook and, on wish, a collector into the pods of a workload: a `Deployment` of any version
 * of cdk8s-plus, or any `ApiObject` that has a pod template. ConfigMaps that the pods need are made beside it.
 *
 * What is wrong is told when the app is synthesized, all at once, under the path of the workload.
 *
 * @example
 * const deployment = new kplus.Deployment(chart, 'shop', { containers: [{ image: 'ghcr.io/acme/shop:1.4.2' }] });
 * instrumentWorkload(deployment, { language: 'python' });
 */
export function instrumentWorkload(workload: IConstruct, options: InstrumentWorkloadOptions): void {
  const object = ApiObject.of(workload);
  const render = object.toJson.bind(object) as () => Json;
  const own = ownConfigMaps(object, options);
  const all = () => ({ ...given(object, options), ...own.options }) as InstrumentOptions;

  const attempt = () => attempted(render(), object, all(), own.checksum);

  // Behind cdk8s' own classes, which drop every field that their version of Kubernetes did not have.
  object.toJson = () => attempt().json;
  workload.node.addValidation({ validate: () => attempt().problems.map(describeProblem) });
}

interface OwnConfigMaps {
  readonly options: Json;
  readonly checksum?: string;
}

/** The files of the hook, and the configuration of the sidecar. */
function ownConfigMaps(object: ApiObject, options: InstrumentWorkloadOptions): OwnConfigMaps {
  const { language, runId = {}, sidecar } = options;
  const beside = object.node.scope as Construct;
  const made: Json = {};
  const agent = language in agents ? agents[language as keyof typeof agents] : undefined;
  if (agent && agent.hookFiles.length > 0 && runId.enabled !== false && !runId.hookConfigMap) {
    const name = `${object.name}-run-id-hook`;
    configMap(beside, name, hookConfigMapData(agent.language));
    made.runId = { ...runId, hookConfigMap: name };
  }
  const parsed = sidecarSettings.safeParse(sidecar ?? {});
  if (!parsed.success || !parsed.data.enabled) return { options: made };
  const config = sidecarConfig(parsed.data as never);
  const name = `${object.name}-otel-collector`;
  configMap(beside, name, { 'collector.yaml': yamlText(config) });
  return { options: { ...made, sidecarConfigMap: name }, checksum: `${checksum(config)}` };
}

function configMap(scope: Construct, name: string, data: Record<string, string>): void {
  manifest(scope, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: name as never }, data });
}

const given = (object: ApiObject, options: InstrumentWorkloadOptions): Json => ({
  ...options,
  workload: object.name,
  kind: object.kind.toLowerCase(),
  namespace: object.metadata.namespace ?? '',
});

/** The workload with its instrumentation; where anything is wrong, as it was. */
function attempted(json: Json, { kind }: ApiObject, options: InstrumentOptions, checksumOfConfig?: string) {
  if (!TEMPLATES[kind]) return { json, problems: [noPods(kind)] };
  const ofSidecar = problemsOfSidecar(options);
  try {
    const changed = withTemplate(json, kind, template => instrumented(template, options, checksumOfConfig));
    return { json: ofSidecar.length > 0 ? json : changed, problems: ofSidecar };
  } catch (error) {
    if (error instanceof ProblemsError) return { json, problems: [...error.problems, ...ofSidecar] };
    throw error;
  }
}

const noPods = (kind: string): Problem => ({
  code: 'kind',
  at: kind,
  message: 'this has no pods to instrument',
  help: `give one of ${Object.keys(TEMPLATES).join(', ')}`,
});

/** Of the sidecar's exporter is asked what is asked of that of a `BotanuCollector`. */
function problemsOfSidecar({ sidecar, workload = '', namespace = '' }: InstrumentOptions): Problem[] {
  if (!sidecar?.enabled || !sidecar.exporter?.endpoint) return [];
  const names = { fullname: workload, namespace, serves: () => true } as never;
  const { problems } = collectorValues.parse({ exporter: sidecar.exporter }, () => names);
  const here = (text: string) => text.replace(/\bexporter\./g, 'sidecar.exporter.');
  return problems
    .filter(({ code, at }) => at.startsWith('exporter.') && code !== 'format')
    .map(({ code, at, message, help }) => ({ code, at: here(at), message: here(message), help: here(help) }));
}

function withTemplate(json: Json, kind: string, change: (template: Json) => Json): Json {
  const replaced = (at: Json, [key, ...rest]: readonly string[]): Json =>
    key === undefined ? change(at) : { ...at, [key]: replaced((at?.[key] ?? {}) as Json, rest) };
  return replaced(json, TEMPLATES[kind]);
}

function instrumented(template: Json, options: InstrumentOptions, checksumOfConfig?: string): Json {
  const spec = template.spec as PodSpec;
  const metadata = (template.metadata ?? {}) as { annotations?: Json };
  const annotations = {
    ...metadata.annotations,
    ...instrumentAnnotations(spec, options),
    ...(checksumOfConfig ? { 'checksum/otel-collector-config': checksumOfConfig } : {}),
  };
  return {
    ...template,
    ...(Object.keys(annotations).length > 0 ? { metadata: { ...metadata, annotations } } : {}),
    spec: instrument(spec, options),
  };
}
