/** How requests from outside reach the application. */
import type { Construct } from 'constructs';
import { each, entriesWhen, neverEmpty, optional, type Setting, when } from '../values/expression';
import { and, isSet, someHave } from '../values/functions';
import { manifest, manifestsWhen } from '../values/manifest';
import type { Release } from '../values/release';
import type { ApplicationSettings } from './instrumented-deployment.values';

export const HTTP_ROUTE = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' } as const;

export function routes(scope: Construct, settings: ApplicationSettings, release: Release): void {
  const { ingress, httpRoute } = settings;
  const known = release.serves(`${HTTP_ROUTE.apiVersion}/${HTTP_ROUTE.kind}`);
  manifestsWhen(scope, 'by-ingress', ingress.enabled, outside => ingressOf(outside, settings, release));
  manifestsWhen(scope, 'by-gateway', and(httpRoute.enabled, known), outside => {
    httpRouteOf(outside, settings, release);
  });
}

type Hosts = Record<string, { readonly paths: readonly string[]; readonly tlsSecret: string }>;

/** No rewriting: a path reaches the application as it was asked for, and so do the headers of traces. */
function ingressOf(scope: Construct, { ingress }: ApplicationSettings, { fullname, labels }: Release): void {
  const hosts = ingress.hosts as Setting<Hosts>;
  const backend = { service: { name: fullname, port: { name: 'http' } } };
  manifest(scope, 'ingress', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: fullname, labels, annotations: ingress.annotations },
    spec: {
      ingressClassName: optional(ingress.className),
      ...entriesWhen(someHave(hosts as never, 'tlsSecret'), {
        tls: neverEmpty(
          each(hosts, ['host', 'served'], (host, { tlsSecret }) =>
            when(isSet(tlsSecret), { hosts: [host], secretName: tlsSecret }),
          ),
        ),
      }),
      rules: neverEmpty(
        each(hosts, ['host', 'served'], (host, { paths }) => ({
          host,
          http: {
            paths: neverEmpty(
              each(paths, ['at', 'path'], (_at, path) => ({ path, pathType: 'Prefix', backend })),
            ),
          },
        })),
      ),
    },
  });
}

function httpRouteOf(
  scope: Construct,
  { httpRoute, service }: ApplicationSettings,
  { fullname, labels }: Release,
): void {
  manifest(scope, 'httproute', {
    ...HTTP_ROUTE,
    metadata: { name: fullname, labels, annotations: httpRoute.annotations },
    spec: {
      parentRefs: httpRoute.parentRefs,
      hostnames: optional(httpRoute.hostnames),
      rules: [
        {
          matches: neverEmpty(
            each(httpRoute.paths, ['at', 'path'], (_at, path) => ({
              path: { type: 'PathPrefix', value: path },
            })),
          ),
          backendRefs: [{ name: fullname, port: service.port }],
        },
      ],
    },
  });
}
