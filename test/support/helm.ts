/** Helm 3 and Helm 4 as the tests call them: away from the machine's own settings, and never near a cluster. */
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { compileChart, writeChart } from '../../src/chart';
import type { ChartDefinition } from '../../src/values/chart-definition';
import { tool } from '../../tools/tool';
import { temporaryFolder } from './temporary-folder';

export { temporaryFolder } from './temporary-folder';

export const HELMS = ['helm3', 'helm4'] as const;
export type HelmVersion = (typeof HELMS)[number];

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Release {
  readonly name?: string;
  readonly namespace?: string;
  /** Kinds that the cluster is said to serve: `opentelemetry.io/v1alpha1/Instrumentation`. */
  readonly serves?: readonly string[];
  readonly args?: readonly string[];
}

export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  [field: string]: any;
}

/** A folder with the chart as it compiles now. */
export function chartFolder(definition: ChartDefinition<never>): string {
  const folder = join(temporaryFolder(), definition.name);
  writeChart(compileChart(definition), folder);
  for (const { name, version } of definition.dependencies ?? []) {
    const subchart = join(folder, 'charts', name);
    mkdirSync(subchart, { recursive: true });
    writeFileSync(join(subchart, 'Chart.yaml'), JSON.stringify({ apiVersion: 'v2', name, version }));
  }
  return folder;
}

const home = temporaryFolder();
const environment = {
  PATH: process.env.PATH,
  HOME: home,
  HELM_CACHE_HOME: join(home, 'cache'),
  HELM_CONFIG_HOME: join(home, 'config'),
  HELM_DATA_HOME: join(home, 'data'),
  KUBECONFIG: join(home, 'no-cluster'),
};

/** Runs a program to its end; a failure is an outcome like any other. */
export function run(program: string, args: readonly string[], input = '', env = {}): Promise<Outcome> {
  return new Promise(resolve => {
    const options = { env: { ...environment, ...env }, maxBuffer: 64 << 20, timeout: 120_000 };
    const child = execFile(program, [...args], options, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
      resolve({ code, stdout, stderr });
    });
    // A program that refuses its arguments does not read what it is told.
    child.stdin?.on('error', () => undefined).end(input);
  });
}

export async function helm(version: HelmVersion, args: readonly string[], input?: string): Promise<Outcome> {
  return run(await tool(version), args, input);
}

/** What `helm template` says of values, which are given as a file would be. */
export function template(version: HelmVersion, chart: string, values: unknown, release: Release = {}) {
  const { name = 'botanu-collector', namespace = 'observability', serves = [], args = [] } = release;
  const apis = serves.flatMap(kind => ['--api-versions', kind]);
  const all = ['template', name, chart, '--namespace', namespace, '-f', '-', ...apis, ...args];
  return helm(version, all, typeof values === 'string' ? values : valuesFile(values));
}

/** JSON, with the characters written as escapes that YAML does not take bare. */
export function valuesFile(values: unknown): string {
  const escaped = (text: string) => `\\u${text.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(values).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);
}

/** The objects that Helm would install. */
export async function installed(version: HelmVersion, chart: string, values: unknown, release?: Release) {
  const { code, stdout, stderr } = await template(version, chart, values, release);
  if (code !== 0) throw new Error(`${version} refuses:\n${stderr}`);
  return objectsOf(stdout);
}

/** What Helm says when it refuses. */
export async function refusal(version: HelmVersion, chart: string, values: unknown, release?: Release) {
  const { code, stdout, stderr } = await template(version, chart, values, release);
  if (code === 0) throw new Error(`${version} takes ${JSON.stringify(values)}`);
  if (stdout.trim() !== '') throw new Error(`${version} refuses, but wrote:\n${stdout}`);
  return stderr;
}

/** Kubernetes reads YAML 1.1, so we do. */
export function objectsOf(text: string): KubernetesObject[] {
  const documents = parseAllDocuments(text, { version: '1.1', merge: true });
  return [...documents].flatMap(document => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS() === null ? [] : [document.toJS() as KubernetesObject];
  });
}

/** The one object of a kind, or of a kind and name: `ConfigMap/botanu-collector`. */
export function objectOf(objects: readonly KubernetesObject[], id: string): KubernetesObject {
  const [kind, name] = id.split('/');
  const found = objects.filter(object => object.kind === kind && (!name || object.metadata.name === name));
  if (found.length !== 1) throw new Error(`${found.length} objects are a ${id}`);
  return found[0];
}

/** Does the work for all inputs, on all processors, and gives the results in the order of the inputs. */
export async function forAll<T, R>(inputs: readonly T[], work: (input: T, index: number) => Promise<R>) {
  const results: R[] = [];
  const queue = inputs.entries();
  const worker = async () => {
    for (const [index, input] of queue) results[index] = await work(input, index);
  };
  await Promise.all(cpus().map(worker));
  return results;
}
