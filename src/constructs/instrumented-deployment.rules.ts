/** What the settings of `InstrumentedDeployment` must agree on, in the order in which it is told. */
import { HOOK_FOLDER, HOOK_VOLUME } from '../instrument/container';
import { agentVolume } from '../instrument/pod';
import { SECOND_AGENT, STARTS_AN_AGENT } from '../instrument/pod-problems';
import { instrumentRules } from '../instrument/rules';
import { SIDECAR, SIDECAR_PORTS, SIDECAR_VOLUMES } from '../instrument/sidecar';
import { loadersOf } from '../telemetry/agents/agent';
import { injectedAgents } from '../telemetry/agents/environment';
import { problem, type RuleProblem } from '../values/definition';
import { type Dynamic, each, itemsWhen, type Setting, when } from '../values/expression';
import { DATA_KEY, DNS_SUBDOMAIN, URL_PATH } from '../values/formats';
import {
  and,
  contains,
  differs,
  equals,
  hasKey,
  isSet,
  isString,
  json,
  lessThan,
  matches,
  milliseconds,
  not,
  or,
  valueAt,
} from '../values/functions';
import { pinned } from '../values/image';
import type { Release } from '../values/release';
import { requestsBelowLimits } from '../values/resources';
import { endpointProblems } from './collector-rules/endpoint';
import { exporterProblems } from './collector-rules/exporter';
import { APP, GUARD, TMP_VOLUME } from './instrumented-deployment.names';
import type { ApplicationSettings } from './instrumented-deployment.values';
import {
  autoscalingProblems,
  credentialsInVariables,
  namedOnce,
  RESERVED_LABELS,
  reserved,
  wholeManifests,
} from './parts/pod-rules';

type Rule = (settings: ApplicationSettings, release: Release) => (RuleProblem | undefined)[];
type AnyMap = Setting<Record<string, unknown>>;

const imageIsNamed: Rule = ({ image, metrics: { guard } }) => [
  when(not(isSet(image.repository)), () =>
    problem(
      'missing',
      'image.repository',
      'this is not given, and has no default',
      'name the image of your application, for example --set image.repository=acme/order-service',
    ),
  ),
  ...pinned('image', image, 'name the version of your application'),
  ...itemsWhen(guard.enabled, pinned('metrics.guard.image', guard.image)),
];

// ---------------------------------------------------------------------------------------------------- variables

/** Whether the language's agent is loaded by a variable. */
const loads = (language: ApplicationSettings['language'], variable: Setting<string>) =>
  or(
    ...Object.values(injectedAgents).map(agent =>
      and(
        equals(language, agent.language as never),
        contains(
          loadersOf(agent).map(({ name }) => name),
          variable,
        ),
      ),
    ),
  );

/** What comes from elsewhere cannot be extended here, and must not be replaced. */
const loadersAreTexts: Rule = ({ env, language }) =>
  each(env as AnyMap, ['variable', 'value'], (variable, value) =>
    when(
      and(not(isString(value)), or(equals(variable, 'OTEL_RESOURCE_ATTRIBUTES'), loads(language, variable))),
      () =>
        problem(
          'cannot-extend',
          `env.${variable}`,
          `${variable} comes from elsewhere, so it cannot be extended`,
          `write its value as a text, or let it be set under another name and write ${variable} as $(THAT_NAME)`,
        ),
    ),
  );

/** In a ConfigMap or a Secret they would be hidden, and ours would replace them. */
const loadersAreSeen: Rule = ({ config, secrets, language }) =>
  (
    [
      ['config', config],
      ['secrets', secrets],
    ] as const
  ).flatMap(([at, map]) =>
    each(map as AnyMap, ['variable', 'value'], variable =>
      when(
        loads(language, variable),
        problem(
          'hidden',
          `${at}.${variable}`,
          `the agent is loaded by ${variable}, which would replace this`,
          'write it under env, where it is extended',
        ),
      ),
    ),
  );

const variablesStandOnce: Rule = ({ env, config, secrets }) => [
  ...each(config as AnyMap, ['variable', 'value'], variable =>
    when(
      or(hasKey(env as never, variable), hasKey(secrets as never, variable)),
      problem(
        'named-twice',
        `config.${variable}`,
        'this variable also stands in env or secrets',
        'keep one of them',
      ),
    ),
  ),
  ...each(secrets as AnyMap, ['variable', 'value'], variable =>
    when(
      hasKey(env as never, variable),
      problem(
        'named-twice',
        `secrets.${variable}`,
        'this variable also stands in env',
        'keep one of the two',
      ),
    ),
  ),
];

type Source = { readonly name: Setting<string>; readonly key: Setting<string> };
type Variable = Setting<unknown> & {
  readonly secret?: Source;
  readonly configMap?: Source;
  readonly field?: Setting<string>;
};

/** Helm knows of an entry only that it is a text or a map. */
const variablesHaveOneSource: Rule = ({ env }) =>
  each(env as Setting<Record<string, never>>, ['variable', 'value'], (variable, value: Variable) => {
    const [secret, configMap, field] = [
      isSet(value.secret?.name ?? ''),
      isSet(value.configMap?.name ?? ''),
      isSet(value.field ?? ''),
    ];
    const one = and(
      or(secret, configMap, field),
      not(or(and(secret, or(configMap, field)), and(configMap, field))),
    );
    return when(and(not(isString(value)), not(one)), () =>
      problem(
        'source',
        `env.${variable}`,
        'this is neither a text nor from one place',
        'write a text, or one of {secret: {name, key}}, {configMap: {name, key}}, {field: metadata.name}',
      ),
    );
  });

/** What no Secret and no ConfigMap can be called would only fail when a pod starts. */
const sourcesCanBe: Rule = ({ env }) =>
  (['secret', 'configMap'] as const).flatMap(from =>
    (
      [
        ['name', DNS_SUBDOMAIN],
        ['key', DATA_KEY],
      ] as const
    ).flatMap(([part, { pattern, help }]) =>
      each(env as Setting<Record<string, never>>, ['variable', 'value'], (variable, value: Variable) => {
        const named = value[from]?.[part] ?? '';
        return when(and(not(isString(value)), isSet(named), not(matches(pattern, named as never))), () =>
          problem('format', `env.${variable}.${from}.${part}`, `${json(named)} is not valid`, help),
        );
      }),
    ),
  );

const noCredentialsInPlainText: Rule = ({ env, config }) => [
  ...credentialsInVariables(env as never, 'env'),
  ...credentialsInVariables(config as never, 'config'),
];

/** Two agents in one process each count every request, or break each other. */
const noSecondAgent: Rule = ({ env, command, injection }) => {
  const help = 'take that agent out, or leave it in and set injection to env';
  const comes = differs(injection as never, 'env' as never);
  return [
    ...each(env as AnyMap, ['variable', 'value'], (variable, value) =>
      when(and(comes, isString(value), matchesText(SECOND_AGENT, value as never)), () =>
        problem('second-agent', `env.${variable}`, 'this loads an agent already', help),
      ),
    ),
    ...each(command as Setting<string[]>, ['at', 'word'], (_at, word) =>
      when(and(comes, matches(STARTS_AN_AGENT, word as never)), () =>
        problem('second-agent', 'command', `${json(word)} loads an agent already`, help),
      ),
    ),
  ];
};

/** A variable may be a map, of which a pattern knows nothing. */
const matchesText = (pattern: string, value: Setting<unknown>) => matches(pattern, json(value));

const wrapperHasACommand: Rule = ({ agent, command }) => [
  when(
    and(isSet(agent.wrapper), not(isSet(command))),
    problem(
      'wrapper',
      'command',
      'there is no command for agent.wrapper to start: what the image starts cannot be seen from here',
      'write the command of the image here',
    ),
  ),
];

// ------------------------------------------------------------------------------------------------------ sidecar

const sidecarHasABackend: Rule = ({ sidecar: { enabled, exporter }, telemetry }) => [
  ...itemsWhen(enabled, [
    ...endpointProblems(exporter as never, 'sidecar.exporter', false),
    ...exporterProblems(exporter as never, 'sidecar.exporter'),
  ]),
  when(
    and(enabled, isSet(telemetry.endpoint)),
    problem(
      'sidecar',
      'telemetry.endpoint',
      `${json(telemetry.endpoint)} would be used in place of the sidecar`,
      'take it out, and say in sidecar.exporter.endpoint where the sidecar sends',
    ),
  ),
];

// -------------------------------------------------------------------------------------------------------- ports

/** Two that listen on one port of one pod: the second does not start. */
const portsDiffer: Rule = ({ ports, metrics: { guard }, sidecar }) => {
  const own = [
    ['ports.http', ports.http],
    ['ports.health', ports.health],
    ['ports.metrics', ports.metrics],
  ] as const;
  return [
    ...own.flatMap(([at, port], index) =>
      own
        .slice(0, index)
        .map(([other, taken]) =>
          when(
            and(isSet(port), equals(port, taken)),
            problem(
              'port-taken',
              at,
              `${port} is ${other} already`,
              at === 'ports.health'
                ? 'set it to 0: probes then ask the port of requests'
                : 'choose another, or 0 for none',
            ),
          ),
        ),
    ),
    ...own.map(([at, port]) =>
      when(
        and(guard.enabled, equals(port, guard.port)),
        problem('port-taken', 'metrics.guard.port', `${port} is ${at} already`, 'choose another'),
      ),
    ),
    ...own.map(([at, port]) =>
      when(
        and(sidecar.enabled, contains(SIDECAR_PORTS, port)),
        problem('port-taken', at, `on ${port} the sidecar listens`, 'choose another'),
      ),
    ),
  ];
};

// ------------------------------------------------------------------------------------------------------ metrics

const metricsAreThere: Rule = ({ ports, metrics: { scrape, guard } }) => {
  const none = not(isSet(ports.metrics));
  const help = 'say in ports.metrics where the application serves its metrics';
  return [
    when(
      and(differs(scrape, 'none'), none),
      problem('no-metrics', 'metrics.scrape', 'there is no port of metrics to scrape', help),
    ),
    when(
      and(guard.enabled, none),
      problem('no-metrics', 'metrics.guard.enabled', 'there is no port of metrics to guard', help),
    ),
  ];
};

/** A guard asks everybody for a token, and annotations have no place for one. */
const guardLetsPrometheusIn: Rule = ({ metrics: { scrape, guard, serviceMonitor } }) => [
  when(
    and(guard.enabled, equals(scrape, 'annotations')),
    problem(
      'guard',
      'metrics.scrape',
      'the guard asks for a token, which no annotation can give',
      'set metrics.scrape to serviceMonitor',
    ),
  ),
  when(
    and(guard.enabled, equals(scrape, 'serviceMonitor'), not(isSet(serviceMonitor.authorizationSecret.name))),
    problem(
      'guard',
      'metrics.serviceMonitor.authorizationSecret.name',
      'the guard asks for a token, and none is named',
      'name a Secret of this namespace with the token of a ServiceAccount of metrics.guard.readers',
    ),
  ),
  when(
    and(guard.enabled, not(isSet(guard.readers))),
    problem(
      'guard',
      'metrics.guard.readers',
      'nobody may read the metrics',
      'name a ServiceAccount, for example {prometheus: {namespace: monitoring}}',
    ),
  ),
];

const intervalIsLongEnough: Rule = ({ metrics: { serviceMonitor } }) => [
  when(
    lessThan(milliseconds(serviceMonitor.interval), milliseconds(serviceMonitor.scrapeTimeout)),
    problem(
      'interval',
      'metrics.serviceMonitor.scrapeTimeout',
      `${json(serviceMonitor.scrapeTimeout)} is longer than the interval ${json(serviceMonitor.interval)}, which Prometheus refuses`,
      'make it shorter, or leave it empty',
    ),
  ),
];

const dashboardHasMetrics: Rule = ({ dashboard, telemetry: { signals } }) => [
  when(
    and(dashboard.enabled, not(signals.metrics)),
    problem(
      'nothing-to-show',
      'dashboard.enabled',
      'it would show nothing: telemetry.signals.metrics is false',
      'switch one of the two',
    ),
  ),
];

// ------------------------------------------------------------------------------------------------------- routes

const routesLeadSomewhere: Rule = ({ service, ports, ingress, httpRoute }) => {
  const served = and(service.enabled, isSet(ports.http));
  const nowhere = (at: string, enabled: Dynamic<boolean>) =>
    when(
      and(enabled, not(served)),
      problem(
        'no-service',
        at,
        'there is no Service that it could lead to',
        'set service.enabled to true and ports.http to the port of the application',
      ),
    );
  return [
    nowhere('ingress.enabled', ingress.enabled),
    nowhere('httpRoute.enabled', httpRoute.enabled),
    when(
      and(ingress.enabled, not(isSet(ingress.hosts))),
      problem(
        'no-hosts',
        'ingress.hosts',
        'there is no host to serve',
        'name one, for example {orders.example.com: {}}',
      ),
    ),
    when(
      and(httpRoute.enabled, not(isSet(httpRoute.parentRefs))),
      problem(
        'no-gateway',
        'httpRoute.parentRefs',
        'there is no gateway that it is of',
        'name one, for example [{name: public, namespace: gateways}]',
      ),
    ),
    when(
      and(httpRoute.enabled, not(isSet(httpRoute.paths))),
      problem('no-paths', 'httpRoute.paths', 'no path leads to the application', 'leave it out to get "/"'),
    ),
  ];
};

const pathsCanBe: Rule = ({ ingress: { hosts } }) =>
  each(hosts as Setting<Record<string, { paths: string[] }>>, ['host', 'served'], (host, { paths }) => [
    when(
      not(isSet(paths)),
      problem(
        'no-paths',
        `ingress.hosts.${host}.paths`,
        'no path leads to the application',
        'leave it out to get "/"',
      ),
    ),
    ...each(paths as Setting<string[]>, ['at', 'path'], (_at, path) =>
      when(
        not(matches(URL_PATH.pattern, path as never)),
        problem('format', `ingress.hosts.${host}.paths`, `${json(path)} is not valid`, URL_PATH.help),
      ),
    ),
  ]) as never;

// --------------------------------------------------------------------------------------------------------- pods

const podsScale: Rule = settings =>
  autoscalingProblems('', settings.autoscaling.enabled, {
    autoscaling: settings.autoscaling,
    resources: settings.resources,
    metrics: settings.autoscaling.metrics as never,
  });

const requestsFit: Rule = ({ resources, metrics: { guard }, sidecar }) => [
  ...requestsBelowLimits('resources', true, resources),
  ...requestsBelowLimits('metrics.guard.resources', guard.enabled, guard.resources),
  ...requestsBelowLimits('sidecar.resources', sidecar.enabled, sidecar.resources),
];

const podsCanBeReplaced: Rule = ({ updateStrategy, shutdown }) => [
  when(
    and(not(isSet(updateStrategy.maxSurge)), not(isSet(updateStrategy.maxUnavailable))),
    problem(
      'update',
      'updateStrategy.maxUnavailable',
      'no pod may be missing and none may be added, so none can be replaced',
      'set updateStrategy.maxSurge to 1',
    ),
  ),
  when(
    not(lessThan(shutdown.preStopSeconds, shutdown.graceSeconds)),
    problem(
      'grace',
      'shutdown.graceSeconds',
      `${shutdown.graceSeconds} seconds to end are over before the ${shutdown.preStopSeconds} of shutdown.preStopSeconds`,
      'make it longer',
    ),
  ),
];

const OWN_VOLUMES = [
  TMP_VOLUME,
  HOOK_VOLUME,
  ...SIDECAR_VOLUMES,
  ...Object.values(injectedAgents).map(agentVolume),
];
const OWN_MOUNTS = [
  '/tmp',
  HOOK_FOLDER,
  ...Object.values(injectedAgents).map(({ folder, folderPerContainer }) =>
    folderPerContainer ? `${folder}-${APP}` : folder,
  ),
];
const OWN_ANNOTATIONS = [
  'checksum/config',
  'checksum/secrets',
  'checksum/otel-collector-config',
  'prometheus.io/scrape',
  'prometheus.io/port',
  'prometheus.io/path',
  'traffic.sidecar.istio.io/excludeInboundPorts',
  'traffic.sidecar.istio.io/excludeOutboundPorts',
  'proxy.istio.io/config',
];

const nothingIsWrittenTwice: Rule = ({
  commonLabels,
  podLabels,
  podAnnotations,
  extraContainers,
  extraVolumes,
  extraVolumeMounts,
}) =>
  (
    [
      ['commonLabels', commonLabels, RESERVED_LABELS],
      ['podLabels', podLabels, [...RESERVED_LABELS, 'sidecar.istio.io/inject']],
      ['podAnnotations', podAnnotations, OWN_ANNOTATIONS],
      ['extraContainers', extraContainers, [APP, GUARD, SIDECAR]],
      ['extraVolumes', extraVolumes, OWN_VOLUMES],
      ['extraVolumeMounts', extraVolumeMounts, OWN_MOUNTS],
    ] as const
  ).flatMap(([at, map, names]) => reserved(at, map as never, names));

/** The API server refuses a mount of nothing. */
const mountsHaveVolumes: Rule = ({ extraVolumes, extraVolumeMounts, temporaryFolder }) =>
  each(
    extraVolumeMounts as Setting<Record<string, Record<string, string>>>,
    ['path', 'mount'],
    (path, mount) => {
      const name = valueAt(mount as never, 'name');
      return when(
        not(or(hasKey(extraVolumes as never, name), and(temporaryFolder.enabled, equals(name, TMP_VOLUME)))),
        problem(
          'no-volume',
          `extraVolumeMounts.${path}`,
          `there is no volume ${json(name)}`,
          'name one of extraVolumes',
        ),
      );
    },
  );

const namesStandOnce: Rule = settings => namedOnce('', settings as never);
const manifestsAreWhole: Rule = ({ extraManifests }) => wholeManifests(extraManifests as never);

export const applicationRules: readonly Rule[] = [
  imageIsNamed,
  ...(instrumentRules as readonly Rule[]),
  loadersAreTexts,
  loadersAreSeen,
  variablesStandOnce,
  variablesHaveOneSource,
  sourcesCanBe,
  noCredentialsInPlainText,
  noSecondAgent,
  wrapperHasACommand,
  sidecarHasABackend,
  portsDiffer,
  metricsAreThere,
  guardLetsPrometheusIn,
  intervalIsLongEnough,
  dashboardHasMetrics,
  routesLeadSomewhere,
  pathsCanBe,
  podsScale,
  requestsFit,
  podsCanBeReplaced,
  nothingIsWrittenTwice,
  mountsHaveVolumes,
  namesStandOnce,
  manifestsAreWhole,
];
