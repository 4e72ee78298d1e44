/** What the settings of `BotanuCollector` must agree on. Each rule holds in a cdk8s app and in the chart. */
import { agents } from '../telemetry/agents/environment';
import { drainSeconds, HEALTH_PORT, MAIN_EXPORTER } from '../telemetry/collector-config';
import { CHECK_PROCESSOR, EXTRACT_PROCESSOR } from '../telemetry/run-id-stage';
import type { RuleProblem } from '../values/definition';
import { each, type Setting, type Settings, when } from '../values/expression';
import { DATA_KEY, DNS_SUBDOMAIN } from '../values/formats';
import {
  add,
  and,
  bytes,
  contains,
  differs,
  divide,
  equals,
  hasKey,
  isSet,
  isSetAt,
  isString,
  json,
  lessThan,
  matches,
  millicores,
  milliseconds,
  not,
  upper,
} from '../values/functions';
import type { Release } from '../values/release';
import {
  AGENT_VARIABLES,
  CONTAINER,
  LANGUAGES,
  OWN_MOUNTS,
  SECRET_VOLUMES,
  VOLUMES,
} from './botanu-collector.names';
import type { CollectorValues } from './botanu-collector.values';
import { endpointRules } from './endpoint.rules';

type Values = Settings<CollectorValues>;
type Rule = (values: Values, release: Release) => (RuleProblem | undefined)[];

/** All rules, in the order in which their problems are told. */
export function collectorRules(values: Values, release: Release): (RuleProblem | undefined)[] {
  return RULES.flatMap(rule => rule(values, release));
}

const problem = (code: string, at: string, message: string, help: string): RuleProblem => ({
  code,
  at,
  message,
  help,
});

// ------------------------------------------------------------------------------------------------- exporter

/** A Secret is named together with the keys that are read from it. */
const secretsAreWhole: Rule = ({ exporter: { tls, bearerTokenSecret } }) =>
  (
    [
      ['exporter.tls.caSecret.key', tls.caSecret.name, tls.caSecret.key],
      ['exporter.tls.clientSecret.certKey', tls.clientSecret.name, tls.clientSecret.certKey],
      ['exporter.tls.clientSecret.keyKey', tls.clientSecret.name, tls.clientSecret.keyKey],
      ['exporter.bearerTokenSecret.key', bearerTokenSecret.name, bearerTokenSecret.key],
    ] as const
  ).map(([at, name, key]) =>
    when(
      and(isSet(name), not(isSet(key))),
      problem(
        'secret-incomplete',
        at,
        `the Secret ${json(name)} is named, but not the key in it`,
        'name the key, or leave it out to get the default',
      ),
    ),
  );

/** Certificates and tokens mean nothing, or worse, without TLS. */
const credentialsNeedTls: Rule = ({ exporter: { tls, bearerTokenSecret } }) =>
  (
    [
      ['exporter.tls.caSecret.name', tls.caSecret.name],
      ['exporter.tls.clientSecret.name', tls.clientSecret.name],
      ['exporter.bearerTokenSecret.name', bearerTokenSecret.name],
    ] as const
  ).map(([at, name]) =>
    when(
      and(isSet(name), not(tls.enabled)),
      problem(
        'needs-tls',
        at,
        `${json(name)} is given, but exporter.tls.enabled is false`,
        'set exporter.tls.enabled to true, or take the Secret out',
      ),
    ),
  );

const LOOKS_SECRET = '(AUTHORIZATION|API[-_]?KEY|ACCESS[-_]?KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL|COOKIE)';

/** What is secret stands in a Secret: values end up in ConfigMaps, in releases and in repositories. */
const noCredentialsInPlainText: Rule = ({ exporter, collector }) => [
  ...each(exporter.headers, ['header', 'value'], header =>
    when(
      matches(LOOKS_SECRET, upper(header)),
      problem(
        'plain-credentials',
        `exporter.headers.${header}`,
        'a credential would stand in plain text in a ConfigMap',
        `put it into a Secret and name that in exporter.headersFromSecret.${header}: {name: …, key: …}`,
      ),
    ),
  ),
  ...each(collector.extraEnv, ['variable', 'value'], (variable, value) =>
    when(
      and(isString(value), matches(`${LOOKS_SECRET}$`, upper(variable))),
      problem(
        'plain-credentials',
        `collector.extraEnv.${variable}`,
        'a credential would stand in plain text in the pod',
        `put it into a Secret and write {secret: {name: …, key: …}} instead of the value`,
      ),
    ),
  ),
];

/** A header has one source. */
const oneSourcePerHeader: Rule = ({ exporter }) =>
  [
    ...each(exporter.headersFromSecret, ['header', 'secret'], header => [
      when(
        hasKey(exporter.headers, header),
        problem(
          'header-twice',
          `exporter.headersFromSecret.${header}`,
          'this header also stands in exporter.headers',
          'keep one of the two',
        ),
      ),
      when(
        and(equals(upper(header), 'AUTHORIZATION'), isSet(exporter.bearerTokenSecret.name)),
        problem(
          'header-twice',
          `exporter.headersFromSecret.${header}`,
          'exporter.bearerTokenSecret sends this header too',
          'keep one of the two',
        ),
      ),
    ]),
  ] as never;

/** The collector refuses to start where it would give up before it has waited for the longest time. */
const retriesEndLast: Rule = ({ exporter: { retry }, delivery }) => {
  const { maxElapsedTime: end } = retry;
  const ends = and(differs(delivery.mode, 'durable'), isSet(milliseconds(end)));
  return (['initialInterval', 'maxInterval'] as const).map(interval =>
    when(
      and(ends, lessThan(milliseconds(end), milliseconds(retry[interval]))),
      problem(
        'retry',
        'exporter.retry.maxElapsedTime',
        `${json(end)} is less than exporter.retry.${interval} ${json(retry[interval])}`,
        `make it longer, or exporter.retry.${interval} shorter; 0s never gives up`,
      ),
    ),
  );
};

// ------------------------------------------------------------------------------------------------- delivery

/** The collector cannot both wait for the backend and store for later; each mode is one of the two. */
const deliveryHasItsStorage: Rule = ({ delivery, collector: { mode } }) => {
  const { storage } = delivery;
  const durable = equals(delivery.mode, 'durable');
  return [
    when(
      and(durable, equals(storage.type, 'none')),
      problem(
        'durable-needs-storage',
        'delivery.storage.type',
        'delivery.mode is "durable", but there is nowhere to write',
        'choose hostPath (daemonset), persistentVolumeClaim (statefulset) or emptyDir, or set delivery.mode to sync, which needs no disk',
      ),
    ),
    when(
      and(not(durable), differs(storage.type, 'none')),
      problem(
        'storage-unused',
        'delivery.storage.type',
        `delivery.mode is ${json(delivery.mode)}, which writes nothing: it waits for the backend, or keeps things in memory`,
        'set delivery.mode to durable, or delivery.storage.type to none',
      ),
    ),
    when(
      and(equals(storage.type, 'hostPath'), differs(mode, 'daemonset')),
      problem(
        'storage-of-mode',
        'delivery.storage.type',
        `hostPath cannot keep the queue of a ${mode}: another pod of it may come to the same node`,
        'choose persistentVolumeClaim with collector.mode statefulset, or collector.mode daemonset',
      ),
    ),
    when(
      and(equals(storage.type, 'persistentVolumeClaim'), differs(mode, 'statefulset')),
      problem(
        'storage-of-mode',
        'delivery.storage.type',
        `a ${mode} has no volume claim for each of its pods`,
        'set collector.mode to statefulset, or choose hostPath for a daemonset',
      ),
    ),
  ];
};

/** The same contradiction, written into the raw configuration. */
const rawConfigKeepsThePromise: Rule = ({ delivery, config }) =>
  Object.values(MAIN_EXPORTER).flatMap(exporter => [
    when(
      and(
        equals(delivery.mode, 'durable'),
        isSetAt(config, `exporters.${exporter}.sending_queue.wait_for_result`),
      ),
      problem(
        'storage-and-wait',
        `config.exporters.${exporter}.sending_queue.wait_for_result`,
        'the collector refuses to wait for the result of what it stores',
        'set delivery.mode to sync, or take this out',
      ),
    ),
    when(
      and(equals(delivery.mode, 'sync'), isSetAt(config, `exporters.${exporter}.sending_queue.storage`)),
      problem(
        'storage-and-wait',
        `config.exporters.${exporter}.sending_queue.storage`,
        'the collector refuses to store what it waits for',
        'set delivery.mode to durable and delivery.storage.type to where the queue is, or take this out',
      ),
    ),
  ]);

/** A batch fits into the queue, and is not sent before it is begun. */
const batchesFit: Rule = ({ delivery: { queue, batch } }) => [
  when(
    lessThan(bytes(batch.maxSize), bytes(batch.minSize)),
    problem(
      'batch-sizes',
      'delivery.batch.maxSize',
      `${json(batch.maxSize)} is less than delivery.batch.minSize ${json(batch.minSize)}`,
      'make minSize the smaller one',
    ),
  ),
  when(
    lessThan(bytes(queue.size), bytes(batch.maxSize)),
    problem(
      'batch-sizes',
      'delivery.queue.size',
      `${json(queue.size)} is less than one batch, delivery.batch.maxSize ${json(batch.maxSize)}`,
      'make the queue several batches large',
    ),
  ),
];

/** `batch` tells the client "accepted" before anything is delivered, and breaks the promise of the mode. */
const noBatchProcessor: Rule = ({ processors, delivery }) =>
  each(processors, ['name', 'processor'], name =>
    when(
      and(matches('^batch(/|$)', name), differs(delivery.mode, 'memory')),
      problem(
        'no-batch',
        `processors.${name}`,
        `the batch processor acknowledges before it delivers, which breaks the promise of ${json(delivery.mode)}`,
        'leave it out: the queue batches already (delivery.batch), or set delivery.mode to memory',
      ),
    ),
  );

// ---------------------------------------------------------------------------------------------- components

const TAKEN = {
  receivers: ['otlp'],
  processors: ['memory_limiter', 'k8s_attributes', CHECK_PROCESSOR, EXTRACT_PROCESSOR],
  exporters: [...Object.values(MAIN_EXPORTER)],
} as const;

/** A component of one's own has a name of its own. */
const namesAreFree: Rule = values =>
  (['receivers', 'processors', 'exporters'] as const).flatMap(kind =>
    each(values[kind] as Setting<Record<string, unknown>>, ['name', 'component'], name =>
      when(
        contains(TAKEN[kind], name),
        problem(
          'name-taken',
          `${kind}.${name}`,
          'this name is that of a component which is here already',
          `write ${name}/mine for another one of its kind, or change the one that is here through its own settings or config.${kind}.${name}`,
        ),
      ),
    ),
  );

/** There is something to take, and somewhere to take it. */
const somethingIsTaken: Rule = ({ otlp, pipelines }) => [
  when(
    and(not(otlp.grpc.enabled), not(otlp.http.enabled)),
    problem(
      'nothing-taken',
      'otlp',
      'neither gRPC nor HTTP is enabled, so no application could send anything',
      'enable one of them',
    ),
  ),
  when(
    and(not(pipelines.traces.enabled), not(pipelines.metrics.enabled), not(pipelines.logs.enabled)),
    problem('nothing-taken', 'pipelines', 'no pipeline is enabled', 'enable traces, metrics or logs'),
  ),
];

/** Ports differ, from each other and from those of the collector itself. */
const portsDiffer: Rule = ({ otlp: { grpc, http } }) => [
  when(
    and(grpc.enabled, http.enabled, equals(grpc.port, http.port)),
    problem('port-taken', 'otlp.http.port', `${grpc.port} is also the port of gRPC`, 'choose another one'),
  ),
  ...(
    [
      ['otlp.grpc.port', grpc.port],
      ['otlp.http.port', http.port],
    ] as const
  ).map(([at, port]) =>
    when(
      contains([HEALTH_PORT, 8888], port),
      problem(
        'port-taken',
        at,
        `${port} is a port of the collector itself: its health or its own metrics`,
        'choose another one',
      ),
    ),
  ),
];

// ------------------------------------------------------------------------------------------------- memory

/** The process needs about 50 MiB beyond what the limiter counts; below this nothing would be left to work with. */
const LEAST_MEMORY = '128Mi';

const memoryIsEnough: Rule = ({ collector: { resources }, memoryLimiter, delivery }) => {
  const limit = resources.limits.memory;
  return [
    when(
      not(isSet(limit)),
      problem(
        'memory-limit',
        'collector.resources.limits.memory',
        'there is no memory limit, from which the memory limiter is set up',
        'set one, for example 512Mi',
      ),
      when(
        lessThan(bytes(limit), bytes(LEAST_MEMORY)),
        problem(
          'memory-limit',
          'collector.resources.limits.memory',
          `${json(limit)} is less than the ${LEAST_MEMORY} with which the memory limiter can work`,
          'give it more, for example 512Mi',
        ),
        when(
          and(
            differs(delivery.mode, 'durable'),
            lessThan(divide(bytes(limit), 2), bytes(delivery.queue.size)),
          ),
          problem(
            'queue-and-memory',
            'delivery.queue.size',
            `${json(delivery.queue.size)} is more than half of the memory limit ${json(limit)}`,
            'make the queue smaller, or collector.resources.limits.memory larger',
          ),
        ),
      ),
    ),
    when(
      not(lessThan(memoryLimiter.spikeLimitPercentage, memoryLimiter.limitPercentage)),
      problem(
        'memory-limiter',
        'memoryLimiter.spikeLimitPercentage',
        `${memoryLimiter.spikeLimitPercentage} is not less than memoryLimiter.limitPercentage ${memoryLimiter.limitPercentage}`,
        'about a quarter of the limit is usual',
      ),
    ),
  ] as RuleProblem[];
};

const requestsStayBelowLimits: Rule = ({
  collector: {
    resources: { requests, limits },
  },
}) => [
  when(
    and(isSet(requests.memory), isSet(limits.memory), lessThan(bytes(limits.memory), bytes(requests.memory))),
    problem(
      'request-above-limit',
      'collector.resources.requests.memory',
      `${json(requests.memory)} is more than the limit ${json(limits.memory)}`,
      'lower the request, or raise the limit',
    ),
  ),
  when(
    and(isSet(requests.cpu), isSet(limits.cpu), lessThan(millicores(limits.cpu), millicores(requests.cpu))),
    problem(
      'request-above-limit',
      'collector.resources.requests.cpu',
      `${json(requests.cpu)} is more than the limit ${json(limits.cpu)}`,
      'lower the request, or raise the limit',
    ),
  ),
];

// --------------------------------------------------------------------------------------------------- pods

/** Two pods on one node cannot share a port of the node, nor the file of a queue. */
const surgeIsPossible: Rule = ({ collector: { updateStrategy, mode }, otlp, delivery }) => {
  const surges = and(updateStrategy.surge, equals(mode, 'daemonset'));
  const help = 'set collector.updateStrategy.surge to false';
  return [
    ...(['grpc', 'http'] as const).map(protocol =>
      when(
        and(surges, otlp[protocol].enabled, isSet(otlp[protocol].hostPort)),
        problem(
          'surge',
          `otlp.${protocol}.hostPort`,
          `port ${otlp[protocol].hostPort} of a node cannot be had by the old and the new pod at once`,
          help,
        ),
      ),
    ),
    when(
      and(surges, equals(delivery.storage.type, 'hostPath')),
      problem(
        'surge',
        'delivery.storage.type',
        'the queue in a folder of the node cannot be open in the old and the new pod at once',
        help,
      ),
    ),
  ];
};

const graceCoversTheDrain: Rule = values => {
  const { shutdown } = values.collector;
  return [
    when(
      and(
        isSet(shutdown.graceSeconds),
        lessThan(shutdown.graceSeconds, add(drainSeconds(values as never), shutdown.preStopSeconds)),
      ),
      problem(
        'grace',
        'collector.shutdown.graceSeconds',
        `${shutdown.graceSeconds} is less than the ${add(drainSeconds(values as never), shutdown.preStopSeconds)} seconds that the queue may need to be sent`,
        'leave it at 0 to have it computed, or make delivery.queue.size or exporter.timeout smaller',
      ),
    ),
  ];
};

const RESERVED_LABELS = [
  'app.kubernetes.io/name',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/version',
  'app.kubernetes.io/managed-by',
  'helm.sh/chart',
];

/** What the chart writes itself cannot be written twice. */
const nothingIsWrittenTwice: Rule = ({ commonLabels, collector, service, instrumentation }) =>
  (
    [
      ['commonLabels', commonLabels, RESERVED_LABELS],
      ['collector.podLabels', collector.podLabels, RESERVED_LABELS],
      ['collector.podAnnotations', collector.podAnnotations, ['checksum/config']],
      ['collector.extraEnv', collector.extraEnv, ['GOMEMLIMIT', 'GOGC', 'K8S_NODE_NAME']],
      ['collector.extraContainers', collector.extraContainers, [CONTAINER]],
      ['service.extraPorts', service.extraPorts, ['otlp-grpc', 'otlp-http', 'health']],
      [
        'collector.extraVolumes',
        collector.extraVolumes,
        [...Object.values(VOLUMES), ...Object.values(SECRET_VOLUMES)],
      ],
      ['collector.extraVolumeMounts', collector.extraVolumeMounts, OWN_MOUNTS],
      ...LANGUAGES.map(
        language =>
          [
            `instrumentation.${language}.env`,
            instrumentation[language].env,
            Object.keys(AGENT_VARIABLES[language]),
          ] as const,
      ),
    ] as const
  ).flatMap(([at, map, reserved]) =>
    each(map as Setting<Record<string, unknown>>, ['name', 'value'], name =>
      when(
        contains(reserved, name),
        problem('reserved', `${at}.${name}`, 'this is set already', 'choose another name'),
      ),
    ),
  );

/** Variables of headers are named by us; one of one's own of that name would stand beside it. */
const headerVariablesAreOurs: Rule = ({ collector }) =>
  each(collector.extraEnv as Setting<Record<string, unknown>>, ['variable', 'value'], variable =>
    when(
      matches('^EXPORTER_HEADER_', variable),
      problem(
        'reserved',
        `collector.extraEnv.${variable}`,
        'names that begin with EXPORTER_HEADER_ belong to exporter.headersFromSecret',
        'choose another name',
      ),
    ),
  );

/** The key of a map is the name: written once more within, it would stand in the object twice. */
const namesStandOnce: Rule = ({ collector }) =>
  (
    [
      ['extraVolumes', 'name'],
      ['extraContainers', 'name'],
      ['extraVolumeMounts', 'mountPath'],
    ] as const
  ).flatMap(([map, field]) =>
    each(
      collector[map] as Setting<Record<string, Record<string, unknown>>>,
      ['name', 'value'],
      (name, value) =>
        when(
          hasKey(value as never, field),
          problem(
            'named-twice',
            `collector.${map}.${name}.${field}`,
            `the key ${json(name)} is the ${field} already`,
            'take this out',
          ),
        ),
    ),
  );

/** The group of the queue's volume has a setting of its own. */
const groupStandsOnce: Rule = ({ collector, delivery: { storage } }) => [
  when(
    and(
      differs(storage.type, 'none'),
      isSet(storage.fsGroup),
      hasKey(collector.podSecurityContext as never, 'fsGroup'),
    ),
    problem(
      'named-twice',
      'collector.podSecurityContext.fsGroup',
      `delivery.storage.fsGroup ${storage.fsGroup} is the group already`,
      'set delivery.storage.fsGroup to what you want, and take this out',
    ),
  ),
];

type Variable = Setting<unknown> & { secret?: { name: Setting<string>; key: Setting<string> } };

/** What no Secret can be called would only fail when a pod starts. */
const secretsOfVariablesCanBe: Rule = ({ collector }) =>
  (
    [
      ['name', DNS_SUBDOMAIN],
      ['key', DATA_KEY],
    ] as const
  ).flatMap(([part, { pattern, help }]) =>
    each(
      collector.extraEnv as Setting<Record<string, never>>,
      ['variable', 'value'],
      (variable, value: Variable) => {
        const named = value.secret?.[part] ?? '';
        return when(
          and(not(isString(value)), not(matches(pattern, named))),
          problem(
            'format',
            `collector.extraEnv.${variable}.secret.${part}`,
            `${json(named)} is not valid`,
            help,
          ),
        );
      },
    ),
  );

/** An object that is not one would only fail at the API server. */
const manifestsAreWhole: Rule = ({ extraManifests }) =>
  each(
    extraManifests as Setting<Record<string, Record<string, unknown>>>,
    ['name', 'object'],
    (name, object) =>
      when(
        not(
          and(
            isSetAt(object as never, 'apiVersion'),
            isSetAt(object as never, 'kind'),
            isSetAt(object as never, 'metadata'),
          ),
        ),
        problem(
          'manifest',
          `extraManifests.${name}`,
          'this is not a whole object',
          'give it apiVersion, kind and metadata',
        ),
      ),
  );

// ---------------------------------------------------------------------------------------- service, accounts

const trafficIsOneWay: Rule = ({ service }) => [
  when(
    and(isSet(service.trafficDistribution), equals(service.internalTrafficPolicy, 'Local')),
    problem(
      'traffic',
      'service.trafficDistribution',
      `${json(service.trafficDistribution)} has no effect where internalTrafficPolicy is "Local"`,
      'leave service.internalTrafficPolicy empty',
    ),
  ),
];

const accountCanBeBound: Rule = ({ serviceAccount, presets }) => [
  when(
    and(presets.kubernetesAttributes.enabled, not(serviceAccount.create), not(isSet(serviceAccount.name))),
    problem(
      'account',
      'serviceAccount.name',
      'presets.kubernetesAttributes would give rights to the default account of the namespace',
      'name an account, or set serviceAccount.create to true',
    ),
  ),
];

// -------------------------------------------------------------------------------------------------- images

type Image = { tag: Setting<string>; digest: Setting<string> };

/** An image is one version: `latest` is another one on every node and every day. */
const imagesArePinned: Rule = ({ image, instrumentation }) => [
  ...pinned('image', image),
  ...LANGUAGES.flatMap(language =>
    pinned(`instrumentation.${language}.image`, instrumentation[language].image),
  ),
];

const pinned = (at: string, { tag, digest }: Image) => [
  when(
    and(equals(tag, 'latest'), not(isSet(digest))),
    problem(
      'image-pinned',
      `${at}.tag`,
      '"latest" is another image on every node and every day',
      'name a version, or give a digest',
    ),
  ),
  when(
    and(not(isSet(tag)), not(isSet(digest))),
    problem(
      'image-pinned',
      `${at}.tag`,
      'there is neither a tag nor a digest',
      'name a version, or leave it out to get the default',
    ),
  ),
];

// ------------------------------------------------------------------------------------------ instrumentation

/** run_id travels in baggage, along a trace. */
const contextTravels: Rule = ({ instrumentation }) =>
  ['tracecontext', 'baggage'].map(propagator =>
    when(
      and(instrumentation.enabled, not(contains(instrumentation.propagators, propagator as never))),
      problem(
        'propagators',
        'instrumentation.propagators',
        `${propagator} is missing, without which run_id ends at the first service`,
        `add ${propagator}`,
      ),
    ),
  );

/** Older agents do not know the variable, and run_id would stay off without a word. */
const javaCopiesBaggage: Rule = ({ instrumentation, runId }) => [
  when(
    and(
      instrumentation.enabled,
      instrumentation.java.enabled,
      runId.enabled,
      matches('^([01]|2[.][0-6])([.]|$)', instrumentation.java.image.tag),
      not(isSet(instrumentation.java.image.digest)),
    ),
    problem(
      'java-agent',
      'instrumentation.java.image.tag',
      `${json(instrumentation.java.image.tag)} does not copy baggage to spans, so no Java span would have run_id`,
      `use ${agents.java.minimumVersion} or later`,
    ),
  ),
];

const samplerHasItsRatio: Rule = ({ instrumentation: { enabled, sampler } }) => [
  when(
    and(
      enabled,
      matches('traceidratio$', sampler.type),
      not(matches('^(0([.][0-9]+)?|1([.]0+)?)$', sampler.argument)),
    ),
    problem(
      'sampler',
      'instrumentation.sampler.argument',
      `${json(sampler.argument)} is not the share of traces to keep`,
      'write a number from 0 to 1, for example 0.25',
    ),
  ),
];

const RULES: readonly Rule[] = [
  ({ exporter, otlp }, release) => endpointRules(exporter, otlp, release),
  secretsAreWhole,
  credentialsNeedTls,
  noCredentialsInPlainText,
  oneSourcePerHeader,
  retriesEndLast,
  deliveryHasItsStorage,
  rawConfigKeepsThePromise,
  batchesFit,
  noBatchProcessor,
  namesAreFree,
  somethingIsTaken,
  portsDiffer,
  memoryIsEnough,
  requestsStayBelowLimits,
  surgeIsPossible,
  graceCoversTheDrain,
  nothingIsWrittenTwice,
  headerVariablesAreOurs,
  namesStandOnce,
  groupStandsOnce,
  secretsOfVariablesCanBe,
  manifestsAreWhole,
  trafficIsOneWay,
  accountCanBeBound,
  imagesArePinned,
  contextTravels,
  javaCopiesBaggage,
  samplerHasItsRatio,
];
