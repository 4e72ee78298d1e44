/** kubectl and helm, bound to a cluster. */
import { setTimeout as sleep } from 'node:timers/promises';
import { tool } from '../../../tools/tool';
import { type HelmVersion, type KubernetesObject, type Outcome, run } from '../helm';

export interface Client {
  readonly kubeconfig: string;

  /** Runs kubectl, and gives what it printed; fails with what it complained of. */
  kubectl(args: readonly string[], input?: string): Promise<string>;
  /** Runs kubectl; a refusal is an outcome like any other. */
  tryKubectl(args: readonly string[], input?: string): Promise<Outcome>;
  helm(version: HelmVersion, args: readonly string[], input?: string): Promise<Outcome>;

  /** Applies objects at the server, which refuses unknown fields. A warning of the API server is a failure. */
  apply(objects: readonly object[], ...args: string[]): Promise<void>;
  /** `get('DaemonSet', 'observability', 'botanu-collector')` */
  get(kind: string, namespace: string, name: string): Promise<KubernetesObject>;
  /** All objects of a kind, in a namespace or everywhere, that a selector selects. */
  list(kind: string, namespace?: string, selector?: string): Promise<KubernetesObject[]>;

  /** Makes a namespace that enforces a Pod Security level, and warns of whatever it refuses. @default restricted */
  namespace(name: string, podSecurity?: 'restricted' | 'baseline' | 'privileged'): Promise<void>;
  /** Asks something that runs in the cluster, through the API server: `ask('pods', 'ns', 'sink:8080', '/stats')`. */
  ask(kind: 'pods' | 'services', namespace: string, nameAndPort: string, path: string): Promise<string>;
  /** The same, with a body. */
  tell(
    kind: 'pods' | 'services',
    namespace: string,
    nameAndPort: string,
    path: string,
    body?: string,
  ): Promise<string>;
  /** Waits until pods of a selector are there and ready. */
  ready(namespace: string, selector: string, withinMs?: number): Promise<KubernetesObject[]>;
}

export interface ClientOptions {
  readonly kubeconfig: string;
  /** Path of the program. */
  readonly kubectl: string;
  /** Arguments before all others: the context. */
  readonly context?: string;
}

export function clientOf({ kubeconfig, kubectl: program, context }: ClientOptions): Client {
  const env = { KUBECONFIG: kubeconfig };
  const here = context === undefined ? [] : ['--context', context];
  const tryKubectl = (args: readonly string[], input = '') => run(program, [...here, ...args], input, env);
  const kubectl = async (args: readonly string[], input?: string) => {
    const { code, stdout, stderr } = await tryKubectl(args, input);
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')}:\n${stderr}`);
    return stdout;
  };
  const list: Client['list'] = async (kind, namespace, selector) => {
    const where = namespace === undefined ? ['--all-namespaces'] : ['--namespace', namespace];
    const which = selector === undefined ? [] : ['--selector', selector];
    return JSON.parse(await kubectl(['get', kind, ...where, ...which, '--output', 'json'])).items;
  };
  const proxied = (kind: string, namespace: string, name: string, path: string) =>
    `/api/v1/namespaces/${namespace}/${kind}/${name}/proxy${path}`;
  const client: Client = {
    kubeconfig,
    kubectl,
    tryKubectl,
    list,
    helm: async (version, args, input) => {
      const there = context === undefined ? [] : ['--kube-context', context];
      return run(await tool(version), [...args, ...there], input, env);
    },
    apply: async (objects, ...args) => {
      const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
      const strict = ['apply', '--server-side', '--validate=strict', '--filename', '-', ...args];
      const { code, stderr } = await tryKubectl(strict, text);
      if (code !== 0 || /warning/i.test(stderr))
        throw new Error(`the API server does not take it:\n${stderr}`);
    },
    get: async (kind, namespace, name) =>
      JSON.parse(await kubectl(['get', kind, name, '--namespace', namespace, '--output', 'json'])),
    namespace: async (name, podSecurity = 'restricted') => {
      const levels = ['enforce', 'warn'].map(what => [`pod-security.kubernetes.io/${what}`, podSecurity]);
      const metadata = { name, labels: Object.fromEntries(levels) };
      await client.apply([{ apiVersion: 'v1', kind: 'Namespace', metadata }]);
    },
    ask: (kind, namespace, name, path) => kubectl(['get', '--raw', proxied(kind, namespace, name, path)]),
    tell: (kind, namespace, name, path, body = '') =>
      kubectl(['create', '--raw', proxied(kind, namespace, name, path), '--filename', '-'], body),
    ready: (namespace, selector, withinMs = 60_000) =>
      until<KubernetesObject[]>(`pods of ${selector} to be ready`, withinMs, async () => {
        const pods = await list('pods', namespace, selector);
        const waiting = pods.filter(pod => !isReady(pod));
        if (pods.length > 0 && waiting.length === 0) return pods;
        return { still: pods.length === 0 ? 'there is none' : waiting.map(stateOf).join('; ') };
      }),
  };
  return client;
}

/** Asks again until there is an answer; `still` says what is missing. */
export async function until<T>(
  what: string,
  withinMs: number,
  ask: () => Promise<T | { readonly still: string }>,
): Promise<T> {
  for (const deadline = Date.now() + withinMs; ; await sleep(100)) {
    const answer = await ask();
    const isAnswer = typeof answer !== 'object' || answer === null || !('still' in answer);
    if (isAnswer) return answer as T;
    if (Date.now() > deadline)
      throw new Error(`${withinMs} ms without ${what}: ${(answer as { still: string }).still}`);
  }
}

function isReady({ status, metadata }: KubernetesObject): boolean {
  const conditions: { type: string; status: string }[] = status?.conditions ?? [];
  const deleted = 'deletionTimestamp' in metadata;
  return !deleted && conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True');
}

function stateOf({ metadata, status }: KubernetesObject): string {
  const containers = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  const states = containers.map(
    ({ name, state }: { name: string; state: object }) => `${name} ${JSON.stringify(state)}`,
  );
  return `${metadata.name} is ${status?.phase}, ${states.join(', ') || JSON.stringify(status?.conditions)}`;
}
