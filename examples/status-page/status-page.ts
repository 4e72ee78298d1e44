/** A construct that is not ours, written so that it works in a cdk8s app and compiles to a chart. */

import { Construct } from 'constructs';
import type { z } from 'zod';
import {
  and,
  type ChartDefinition,
  comment,
  defineSettings,
  each,
  equals,
  formats,
  ifAny,
  integer,
  isSet,
  manifest,
  manifestsWhen,
  mapOf,
  not,
  optional,
  raw,
  releaseSettings,
  type Settings,
  section,
  spread,
  text,
  toggle,
  when,
} from '../../src/chart';

export const statusPageSettings = defineSettings(
  {
    replicas: integer({ about: 'Copies to run.', default: 2, min: 1, max: 100 }),
    image: section('What is run.', {
      repository: text({ about: 'Where the image is.', default: 'example.com/status-page' }),
      tag: text({ about: 'Its version.', default: '1.4.2', format: formats.IMAGE_TAG }),
    }),
    env: mapOf(text({ about: 'The value of the variable.' }), {
      about: 'Environment variables by name.',
      keys: formats.ENVIRONMENT_NAME,
      example: { GREETING: 'hello' },
    }),
    resources: raw({
      about: 'Kubernetes resources of the container.',
      example: { limits: { memory: '64Mi' } },
    }),
    service: section('How the page is reached.', {
      enabled: toggle({ about: 'Whether there is a Service.', default: true }),
      port: integer({ about: 'Port of the Service.', default: 80, min: 1, max: 65535 }),
    }),
    ...releaseSettings,
  },
  settings => [
    when(and(equals(settings.service.port, 8080), not(settings.service.enabled)), {
      code: 'port-of-container',
      at: 'service.port',
      message: '8080 is the port of the container, which one would not publish without a Service',
      help: 'set service.enabled to true, or choose another port',
    }),
  ],
);

type StatusPageSettings = Settings<z.output<typeof statusPageSettings.shape>>;
export type StatusPageProps = z.input<typeof statusPageSettings.shape>;

/** Serves a page that says how things are. */
export class StatusPage extends Construct {
  constructor(scope: Construct, id: string, props: StatusPageProps | StatusPageSettings = {}) {
    super(scope, id);
    const { settings, release } = statusPageSettings.read(this, props, {
      name: 'status-page',
      version: '1.4.2',
    });
    const metadata = { name: release.fullname, labels: release.labels };

    manifest(this, 'deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas: settings.replicas,
        selector: { matchLabels: release.selectorLabels },
        template: {
          metadata: { labels: release.selectorLabels },
          spec: {
            containers: [
              {
                name: 'page',
                image: `${settings.image.repository}:${settings.image.tag}`,
                ports: [{ name: 'http', containerPort: 8080 }],
                env: ifAny(each(settings.env, ['name', 'value'], (name, value) => ({ name, value }))),
                ...comment('Without a limit, one page can take the memory of the node.'),
                resources: optional(settings.resources),
              },
            ],
          },
        },
      },
    });

    manifestsWhen(this, 'reachable', settings.service.enabled, reachable => {
      manifest(reachable, 'service', {
        apiVersion: 'v1',
        kind: 'Service',
        metadata,
        spec: {
          selector: spread(release.selectorLabels as never),
          ports: [{ name: 'http', port: settings.service.port, targetPort: 'http' }],
        },
      });
    });
  }
}

export const statusPageChart: ChartDefinition<typeof statusPageSettings.shape> = {
  name: 'status-page',
  description: 'A page that says how things are',
  version: '0.1.0',
  appVersion: '1.4.2',
  kubeVersion: '>=1.30.0-0',
  settings: statusPageSettings,
  build: (scope, settings) => void new StatusPage(scope, 'status-page', settings),
  notes: ({ service }, release) => [
    'The page is running.',
    when(
      isSet(service.enabled),
      `Look at it: kubectl -n ${release.namespace} port-forward svc/${release.fullname} 8080:${service.port}`,
    ),
  ],
  readme: '# status-page\n\nA page that says how things are.',
  valuesHeader: ['Values of the chart status-page.'],
  examples: {
    'no-service': {
      about: 'A page that only other pods of its own see.',
      values: { service: { enabled: false } },
    },
  },
};
