/**
 * What an installation is called. In a chart Helm decides it; in a cdk8s app the construct's place in the tree does.
 */
import { Names } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Kind, Node, type Setting, type Settings } from './expression';

export interface Release {
  /** What the objects are called. */
  readonly fullname: Setting<string>;
  readonly namespace: Setting<string>;
  /** `app.kubernetes.io/*` and the chart's own, for metadata. */
  readonly labels: Record<string, string>;
  /** The labels that never change, for selectors. */
  readonly selectorLabels: Record<string, string>;
  /** Helm's name of the release; in a cdk8s app, the fullname. */
  readonly name: Setting<string>;
  /** Whether the cluster serves a kind: `opentelemetry.io/v1alpha1/Instrumentation`. A cdk8s app is believed. */
  serves(kind: string): Setting<boolean>;
}

const CONTEXT = '@botanu/cdk8s/compiling';

/** Tells the constructs below that Helm will name things. */
export function nameByHelm(scope: Construct): void {
  scope.node.setContext(CONTEXT, true);
}

export function isCompiling(scope: Construct): boolean {
  return scope.node.tryGetContext(CONTEXT) === true;
}

type ReleaseSettings = Settings<{
  nameOverride: string;
  fullnameOverride: string;
  commonLabels: Record<string, string>;
}>;

/** What an application is called in labels, whoever names the installation. */
export interface Application {
  readonly name: string;
  readonly version: string;
}

export function releaseOf(scope: Construct, settings: ReleaseSettings, application: Application): Release {
  return isCompiling(scope) ? releaseByHelm() : releaseByTree(scope, settings as never, application);
}

function releaseByHelm(): Release {
  return {
    fullname: included('fullname', 'string'),
    namespace: new Node({
      is: 'expression',
      kind: 'string',
      source: { from: 'builtin', path: 'Release.Namespace' },
    }) as never,
    name: new Node({
      is: 'expression',
      kind: 'string',
      source: { from: 'builtin', path: 'Release.Name' },
    }) as never,
    labels: included('labels', 'map'),
    selectorLabels: included('selectorLabels', 'map'),
    serves: kind => {
      const pattern = `{dot}.Capabilities.APIVersions.Has ${JSON.stringify(kind)}`;
      const source = { from: 'call' as const, pattern, args: [] };
      return new Node({ is: 'expression', kind: 'boolean', source }) as never;
    },
  };
}

/** A named template that every chart has. */
function included(name: string, kind: Kind): never {
  return new Node({ is: 'expression', kind, source: { from: 'fragment', name, body: undefined } }) as never;
}

interface PlainNames {
  readonly nameOverride: string;
  readonly fullnameOverride: string;
  readonly commonLabels: Record<string, string>;
}

function releaseByTree(scope: Construct, names: PlainNames, { name, version }: Application): Release {
  const fullname = names.fullnameOverride || Names.toDnsLabel(scope, { includeHash: false, maxLen: 50 });
  const selectorLabels = {
    'app.kubernetes.io/name': names.nameOverride || name,
    'app.kubernetes.io/instance': fullname,
  };
  const labels = {
    ...selectorLabels,
    'app.kubernetes.io/version': version,
    'app.kubernetes.io/managed-by': 'cdk8s',
    ...names.commonLabels,
  };
  const namespace = namespaceOf(scope);
  return {
    fullname: fullname as never,
    name: fullname as never,
    namespace: namespace as never,
    labels,
    selectorLabels,
    serves: () => true as never,
  };
}

/** The namespace of the cdk8s chart around, which cdk8s gives to every object that does not name one. */
function namespaceOf(scope: Construct): string {
  const chart = scope.node.scopes.find(above => 'namespace' in above) as { namespace?: string } | undefined;
  return chart?.namespace ?? 'default';
}
