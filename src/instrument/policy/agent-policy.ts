/**
 * The specification of a MutatingAdmissionPolicy that puts an agent, and the hook of run_id, into pods: what the
 * operator's webhook would write, and what `instrument` writes, but in CEL, so that nothing has to run for it.
 *
 * All that an installation decides is in the variables; the changes are the same text everywhere.
 */
import { type Agent, loadersOf, type Text } from '../../telemetry/agents/agent';
import { AGENT_VOLUME_SIZE, agentVolume } from '../pod';
import { NOBODY } from '../restricted';
import { ANNOTATIONS, annotation, asksForAgent, targets, type Variable } from './asked';
import { Expression, indented, literal, object, patch } from './cel';
import {
  agentFolder,
  CONTAINER,
  extended,
  forEachTarget,
  hookMount,
  hookVolume,
  inContainer,
  inVariable,
  item,
  list,
  listOfContainer,
  loaded,
  mount,
  placesOf,
  variable,
  volume,
  whereThereAreTargets,
} from './patches';

/** What an installation decides; each is CEL: `"http://collector:4318"`, `{"team": "a"}`, `true`. */
export interface Decided {
  /** The agent's image. */
  readonly image: Text;
  readonly imagePullPolicy: Text;
  /** Maps of quantities; empty ones are not set. */
  readonly requests: Text;
  readonly limits: Text;
  readonly endpoint: Text;
  readonly protocol: Text;
  /** A map: the exporter of each signal, by the variable that names it. */
  readonly exporters: Text;
  /** Separated by commas. */
  readonly propagators: Text;
  readonly sampler: Text;
  readonly samplerArgument: Text;
  /** A map of texts. */
  readonly resourceAttributes: Text;
  /** Further variables for the language, and for all: maps of texts. */
  readonly env: Text;
  readonly commonEnv: Text;
  /** Whether spans get run_id. */
  readonly runId: Text;
  /** Whether that needs the hook's files, where the agent cannot do it by itself. */
  readonly hook: Text;
  /** Name of the ConfigMap with them. */
  readonly hookConfigMap: Text;
}

const RESOURCE = 'resource.opentelemetry.io/';

/** What a pod is asked for before anything else is computed. */
export function agentMatchConditions(agent: Agent) {
  const instrumented = (what: string) => `object.spec.?initContainers.orValue([]).exists(c, ${what})`;
  return [
    asksForAgent(agent, true),
    {
      name: 'not-instrumented-with-it',
      expression: `!${instrumented(`c.name == ${literal(agentVolume(agent))}`)}`,
    },
    {
      // The operator keeps off for the same reason. Where a policy of ours wrote it, its init container is there.
      name: 'not-instrumented-by-others',
      expression: [
        instrumented('c.name.startsWith("opentelemetry-auto-instrumentation-")'),
        '!object.spec.containers.exists(c, c.?env.orValue([]).exists(e, e.name == "OTEL_RESOURCE_ATTRIBUTES_NODE_NAME"))',
      ].join('\n|| '),
    },
  ];
}

export function agentVariables(agent: Agent, decided: Decided): Variable[] {
  return [
    ...Object.entries(decided).map(([name, expression]) => ({ name, expression })),
    ...targets(agent, true),
    ...owners(),
    ...attributes(),
  ];
}

/** Who made the pod, as far as its name tells: of a ReplicaSet the Deployment, of a Job the CronJob. */
function owners() {
  return [
    {
      name: 'owner',
      expression:
        'object.metadata.?ownerReferences.orValue([]).map(o, [string(o.kind).lowerAscii(), string(o.name)]).filter(o, o[0] in ["replicaset", "statefulset", "daemonset", "job"])',
    },
    {
      name: 'workload',
      expression: [
        'size(variables.owner) == 0 ? []',
        ': variables.owner[0][0] == "replicaset" && object.metadata.?labels[?"pod-template-hash"].hasValue()',
        '? [["deployment", variables.owner[0][1].replace("-" + object.metadata.labels["pod-template-hash"], "")]]',
        ': variables.owner[0][0] == "job" && variables.owner[0][1].matches("-[0-9]{8}$")',
        '? [["cronjob", variables.owner[0][1].substring(0, size(variables.owner[0][1]) - 9)]]',
        ': []',
      ].join('\n'),
    },
    {
      name: 'serviceName',
      expression: [
        `object.metadata.?annotations[?"${RESOURCE}service.name"].orValue(`,
        '  (variables.workload + variables.owner).map(o, o[1]).join(",").split(",")[0])',
      ].join('\n'),
    },
  ];
}

/** OTEL_RESOURCE_ATTRIBUTES of each container: what it has itself, then pod annotations, its place, the settings. */
function attributes() {
  const owned = (kind: string) =>
    `(variables.workload + variables.owner).filter(o, o[0] == "${kind}").map(o, o[1]).join("")`;
  const place = {
    'k8s.container.name': 'string(c.name)',
    'k8s.namespace.name': 'request.namespace',
    'k8s.node.name': '"$(OTEL_RESOURCE_ATTRIBUTES_NODE_NAME)"',
    'k8s.pod.name': '"$(OTEL_RESOURCE_ATTRIBUTES_POD_NAME)"',
    ...Object.fromEntries(
      ['cronjob', 'daemonset', 'deployment', 'job', 'replicaset', 'statefulset'].map(kind => [
        `k8s.${kind}.name`,
        owned(kind),
      ]),
    ),
    'service.instance.id': 'request.namespace + ".$(OTEL_RESOURCE_ATTRIBUTES_POD_NAME)." + c.name',
    'service.namespace': 'request.namespace',
    'service.version': [
      '[string(c.?image.orValue("")).split("@")].map(parts,',
      '    ((parts[0].substring(parts[0].lastIndexOf("/") + 1).contains(":") ? [parts[0].substring(parts[0].lastIndexOf(":") + 1)] : [])',
      '      + parts.filter(part, part != parts[0])).join("@"))[0]',
    ].join('\n'),
  };
  const isNew = '!(k in variables.givenKeys[i]) && !((RESOURCE + k) in variables.annotated)'.replace(
    'RESOURCE',
    literal(RESOURCE),
  );
  return [
    {
      name: 'given',
      expression: [
        'object.spec.containers.map(c,',
        '  c.?env.orValue([]).filter(e, e.name == "OTEL_RESOURCE_ATTRIBUTES").map(e, string(e.?value.orValue(""))).join(","))',
        '  .map(g, g.endsWith(",") ? g.substring(0, size(g) - 1) : g)',
      ].join('\n'),
    },
    {
      name: 'givenKeys',
      expression: 'variables.given.map(g, g.split(",").map(pair, pair.split("=")[0].trim()))',
    },
    {
      name: 'annotated',
      expression: `object.metadata.?annotations.orValue({}).transformMap(k, v, k.startsWith("${RESOURCE}") && k != "${RESOURCE}service.name", string(v))`,
    },
    {
      name: 'place',
      expression: `object.spec.containers.map(c, {\n${Object.entries(place)
        .map(([key, value]) => `  "${key}": ${value}`)
        .join(',\n')}\n})`,
    },
    {
      name: 'attributes',
      expression: [
        'lists.range(size(object.spec.containers)).map(i,',
        '  ([variables.given[i]].filter(g, g != "") + (',
        `    variables.annotated.transformList(k, v, !(k.substring(${RESOURCE.length}) in variables.givenKeys[i]), k.substring(${RESOURCE.length}) + "=" + v)`,
        `    + variables.place[i].transformList(k, v, v != "" && ${isNew}, k + "=" + v)`,
        `    + variables.resourceAttributes.transformList(k, v, ${isNew} && variables.place[i][?k].orValue("") == "", k + "=" + v)`,
        '  ).sort()).join(","))',
      ].join('\n'),
    },
  ];
}

/**
 * The changes of volumes, init containers and containers, as one list: for each list of its own, the API server would
 * take the pod apart and put it together once more.
 */
export function agentChanges(agent: Agent): string {
  const hooked = agent.hookFiles.length > 0;
  return whereThereAreTargets(
    list('"/spec/volumes"', 'object.spec.volumes'),
    volume({ name: agentVolume(agent), emptyDir: { sizeLimit: AGENT_VOLUME_SIZE } }),
    ...(hooked ? [hookVolume(agent)] : []),
    list('"/spec/initContainers"', 'object.spec.initContainers'),
    item('"/spec/initContainers/-"', initContainer(agent)),
    forEachTarget(
      ...environment(agent),
      listOfContainer('volumeMounts'),
      mount({ name: agentVolume(agent), mountPath: agentFolder(agent) }),
      ...(hooked ? [hookMount()] : []),
    ),
  );
}

function initContainer(agent: Agent): string {
  const amounts = (what: string) => new Expression(`variables.${what}.transformMap(k, v, v != "", v)`);
  const recursively = agent.copiedTo === '' ? ['-r'] : [];
  const target = 'object.spec.containers[variables.targets[0]]';
  const own = (field: string) => `${target}.?securityContext.?${field}`;
  const pods = (field: string) => `object.spec.?securityContext.?${field}`;
  const musl =
    agent.filesForMusl === undefined
      ? literal(agent.filesInImage)
      : `${annotation(`${ANNOTATIONS}/otel-python-platform`)} == "musl" ? ${literal(agent.filesForMusl)} : ${literal(agent.filesInImage)}`;
  return object('Object.spec.initContainers', {
    name: agentVolume(agent),
    image: new Expression('variables.image'),
    imagePullPolicy: new Expression('variables.imagePullPolicy'),
    command: ['cp', ...recursively, new Expression(musl), `${agent.folder}${agent.copiedTo}`],
    resources: { requests: amounts('requests'), limits: amounts('limits') },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      '?readOnlyRootFilesystem': new Expression(own('readOnlyRootFilesystem')),
      '?runAsUser': new Expression(
        `${own('runAsUser')}.hasValue() || ${pods('runAsUser')}.hasValue() ? ${own('runAsUser')} : optional.of(${NOBODY})`,
      ),
      '?runAsGroup': new Expression(own('runAsGroup')),
      '?runAsNonRoot': new Expression(
        `${own('runAsNonRoot')}.hasValue() || ${pods('runAsNonRoot')}.hasValue() ? ${own('runAsNonRoot')} : optional.of(${own('runAsUser')}.or(${pods('runAsUser')}).orValue(1) != 0)`,
      ),
      seccompProfile: { type: 'RuntimeDefault' },
    },
    volumeMounts: [{ name: agentVolume(agent), mountPath: agent.folder }],
  });
}

/** The variables of a container, in the order of `instrument`. */
function environment(agent: Agent): string[] {
  const has = (name: string) => `${literal(name)} in variables.present[i]`;
  const field = (name: string, fieldPath: string, at: string) =>
    `(${has(name)} ? [] : ${item(inContainer(at), variable({ name, valueFrom: { fieldRef: { fieldPath } } }))})`;
  const samples = (name: string) =>
    `${has('OTEL_TRACES_SAMPLER')} || ${has('OTEL_TRACES_SAMPLER_ARG')} ? "" : variables.${name}`;
  const loading = agent.loading.map(one => [one.name, withHook(agent, one, '')] as const);
  const ofRun = Object.entries({ ...agent.captureVariables, ...agent.hookVariables }).map(
    ([name, value]) => [name, `variables.runId ? ${literal(value)} : ""`] as const,
  );
  return [
    listOfContainer('env'),
    ...loadersOf(agent).map(one =>
      extended(one.name, withHook(agent, one, ''), withHook(agent, one, 'BEFORE')),
    ),
    `${placesOf('OTEL_RESOURCE_ATTRIBUTES')}.map(j, ${patch('remove', inVariable())})`,
    field('OTEL_POD_IP', 'status.podIP', '/env/0'),
    field('OTEL_NODE_IP', 'status.hostIP', '/env/0'),
    ...(ofRun.length > 0 ? [texts(ofRun)] : []),
    given('env'),
    texts([
      ...(agent.loadingComesFirst ? loading : []),
      ['OTEL_EXPORTER_OTLP_PROTOCOL', 'variables.protocol'],
      ['OTEL_TRACES_EXPORTER', 'variables.exporters["OTEL_TRACES_EXPORTER"]'],
      ['OTEL_METRICS_EXPORTER', 'variables.exporters["OTEL_METRICS_EXPORTER"]'],
      ['OTEL_LOGS_EXPORTER', 'variables.exporters["OTEL_LOGS_EXPORTER"]'],
    ]),
    given('commonEnv'),
    texts([
      ...(agent.loadingComesFirst ? [] : loading),
      [
        'OTEL_SERVICE_NAME',
        `variables.serviceName != "" ? variables.serviceName : string(object.metadata.?name.orValue(${CONTAINER}.name))`,
      ],
      ['OTEL_EXPORTER_OTLP_ENDPOINT', 'variables.endpoint'],
    ]),
    field('OTEL_RESOURCE_ATTRIBUTES_POD_NAME', 'metadata.name', '/env/-'),
    field('OTEL_RESOURCE_ATTRIBUTES_NODE_NAME', 'spec.nodeName', '/env/-'),
    texts([
      ['OTEL_PROPAGATORS', 'variables.propagators'],
      ['OTEL_TRACES_SAMPLER', samples('sampler')],
      ['OTEL_TRACES_SAMPLER_ARG', samples('samplerArgument')],
    ]),
    item(
      inContainer('/env/-'),
      variable({ name: 'OTEL_RESOURCE_ATTRIBUTES', value: new Expression('variables.attributes[i]') }),
    ),
  ];
}

/** The installer's own variables, where the container does not have them. */
function given(map: 'env' | 'commonEnv'): string {
  const beatsIt = map === 'env' ? '' : ' && !(name in variables.env)';
  const one = variable({ name: new Expression('name'), value: new Expression('value') });
  return `variables.${map}.transformList(name, value, !(name in variables.present[i])${beatsIt},\n  ${indented(patch('add', inContainer('/env/-'), one))})`;
}

/** Variables with their values, which are CEL: those that have one, and that the container does not have. */
function texts(pairs: readonly (readonly [name: string, value: string])[]): string {
  const written = pairs.map(([name, value]) => `[${literal(name)}, ${value}]`);
  const one = variable({ name: new Expression('v[0]'), value: new Expression('v[1]') });
  return [
    `[${indented(`\n${written.join(',\n')}`)}\n  ]`,
    '.filter(v, v[1] != "" && !(v[0] in variables.present[i]) && !(v[0] in variables.env))',
    `.map(v, ${patch('add', inContainer('/env/-'), one)})`,
  ].join('\n  ');
}

/** The value of a variable that loads the agent, and the hook where it is wanted. */
function withHook(agent: Agent, one: Agent['loading'][number], before: '' | 'BEFORE'): string {
  const [on, off] = [true, false].map(hook => loaded(agent, one, hook, before));
  return on === off ? on : `(variables.hook ? ${on} : ${off})`;
}
