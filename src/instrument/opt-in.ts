/**
 * Files by which workloads opt in by a label, many at once: Kustomize components that ask for an agent in the pod
 * template of whatever has the label, and an Argo CD ApplicationSet that lays one over the applications of a namespace.
 */
import { asYaml } from '../values/expression';
import { ANNOTATIONS, INJECT_LABEL } from './policy/asked';

/** What the operator injects, in the words of its annotations. */
export const ASKED_FOR = ['python', 'java', 'nodejs', 'dotnet', 'go', 'apache-httpd', 'nginx'] as const;
/** What the admission policies inject. */
export const ASKED_FOR_BY_LABEL = ['python', 'java', 'nodejs'] as const;

/** Where objects of several kinds have what is copied to their pods; a target of Kustomize takes alternatives. */
const PLACES = {
  template: 'Deployment|StatefulSet|DaemonSet|ReplicaSet|Job|Rollout',
  jobTemplate: 'CronJob',
} as const;

interface Asked {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Text of files by path; `instrumentation` is `namespace/name` of the one that pods ask for. */
export function optInFiles(instrumentation: string): Record<string, string> {
  return {
    'operator/kustomization.yaml': [
      '# Written by `npm run synth`: do not edit.',
      '# What has the label botanu.ai/inject asks for that agent by the annotation, which both engines read.',
      component([
        ...ASKED_FOR.flatMap(language => inTemplates(language, byAnnotation(language, instrumentation))),
        // A pod on its own; and a namespace, whose word counts for each of its pods that has none.
        ...ASKED_FOR.flatMap(language =>
          ['Pod', 'Namespace'].map(kind =>
            patch(kind, language, { metadata: byAnnotation(language, instrumentation) }),
          ),
        ),
      ]),
    ].join('\n'),
    'policy/kustomization.yaml': [
      '# Written by `npm run synth`: do not edit.',
      '# What has the label botanu.ai/inject hands it on to its pods, where the engine `policy` reads it.',
      component(
        ASKED_FOR_BY_LABEL.flatMap(language =>
          inTemplates(language, { labels: { [INJECT_LABEL]: language } }),
        ),
      ),
    ].join('\n'),
    'applicationset.yaml': [
      '# Written by `npm run synth`: do not edit, but copy.',
      '# An Application for each namespace, with the component laid over what is in the folder of its applications.',
      asYaml(APPLICATION_SET),
    ].join('\n'),
  };
}

const byAnnotation = (language: string, instrumentation: string): Asked => ({
  annotations: { [`${ANNOTATIONS}/inject-${language}`]: instrumentation },
});

const component = (all: readonly object[]) =>
  asYaml({ apiVersion: 'kustomize.config.k8s.io/v1alpha1', kind: 'Component', patches: all });

/** Into the innermost pod template: pods are made of that, and of nothing else. */
const inTemplates = (language: string, metadata: Asked) => [
  patch(PLACES.template, language, { spec: { template: { metadata } } }),
  patch(PLACES.jobTemplate, language, { spec: { jobTemplate: { spec: { template: { metadata } } } } }),
];

/** Kind and name within the patch are a form that Kustomize asks for: the target decides. */
const patch = (
  kinds: string,
  language: string,
  { metadata, ...rest }: { metadata?: Asked; spec?: object },
) => ({
  target: { kind: kinds, labelSelector: `${INJECT_LABEL}=${language}` },
  patch: asYaml({
    apiVersion: 'any',
    kind: kinds.split('|')[0],
    metadata: { name: 'any', ...metadata },
    ...rest,
  }),
});

const APPLICATION_SET = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'ApplicationSet',
  metadata: { name: 'botanu-opt-in', namespace: 'argocd' },
  spec: {
    goTemplate: true,
    goTemplateOptions: ['missingkey=error'],
    generators: [
      {
        list: {
          elements: [
            { namespace: 'shop', path: 'apps/shop' },
            { namespace: 'billing', path: 'apps/billing' },
          ],
        },
      },
    ],
    template: {
      metadata: { name: '{{ .namespace }}' },
      spec: {
        project: 'default',
        source: {
          repoURL: 'https://git.example.com/platform/applications.git',
          targetRevision: 'main',
          path: '{{ .path }}',
          // Relative to the path. From Argo CD 2.10.
          kustomize: { components: ['../../opt-in/operator'] },
        },
        destination: { server: 'https://kubernetes.default.svc', namespace: '{{ .namespace }}' },
        syncPolicy: { automated: { prune: false, selfHeal: true }, syncOptions: ['ServerSideApply=true'] },
      },
    },
  },
} as const;
