/** What has to be restarted: agents come into pods when they are made, and never later. */
import type { Text } from '../telemetry/agents/agent';
import { ASKED_FOR_BY_LABEL } from './opt-in';
import { ANNOTATIONS, INJECT_LABEL } from './policy/asked';

/** What is in a pod that has the agent, by the language that its annotation names. */
const CONTAINERS = {
  python: 'opentelemetry-auto-instrumentation-python',
  java: 'opentelemetry-auto-instrumentation-java',
  nodejs: 'opentelemetry-auto-instrumentation-nodejs',
  dotnet: 'opentelemetry-auto-instrumentation-dotnet',
  go: 'opentelemetry-auto-instrumentation',
  'apache-httpd': 'otel-agent-attach-apache',
  nginx: 'otel-agent-attach-nginx',
} as const;

const FINISHED = 'status.phase!=Succeeded,status.phase!=Failed';

/** Fields with tabs between them; kubectl gives a map as JSON in one line. */
const fields = (...paths: string[]) => `jsonpath='{range .items[*]}${paths.join('{"\\t"}')}{"\\n"}{end}'`;

/** By what agents come: who is asked then differs, and so does what counts for a whole namespace. */
export type AskedBy =
  | { readonly engine: 'operator' }
  /** Namespaces are opted in by a ConfigMap of this name. */
  | { readonly engine: 'policy'; readonly configMap: Text };

/**
 * A command that lists the workloads of which a pod asks for an agent that it has not: `namespace kind/name language`,
 * one a line. It needs kubectl and awk.
 *
 * What it lists after a restart as well is not injected for another reason, of which the events of the pod tell.
 */
export function whatToRestart(asked: AskedBy): readonly string[] {
  const byPolicy = asked.engine === 'policy';
  const languages = Object.entries(CONTAINERS).filter(([name]) => !byPolicy || isForPolicies(name));
  return [
    `{ ${namespaces(asked)};`,
    `  kubectl get pods --all-namespaces --field-selector='${FINISHED}' -o ${fields(
      '{.metadata.name}',
      '{.metadata.namespace}',
      '{.metadata.annotations}',
      '{.metadata.labels}',
      '{.spec.initContainers[*].name} {.spec.containers[*].name}',
      '{.metadata.ownerReferences[0].kind}',
      '{.metadata.ownerReferences[0].name}',
      '{.metadata.labels.pod-template-hash}',
      '{.metadata.labels.rollouts-pod-template-hash}',
    )}; } |`,
    `awk -F'\\t' 'function said(map, key, at) { at = index(map, "\\"" key "\\":\\""); if (!at) return "";`,
    '  map = substr(map, at + length(key) + 4); return substr(map, 1, index(map, "\\"") - 1) }',
    `BEGIN { ${languages.map(([language, container]) => `c["${language}"] = "${container}"`).join('; ')} }`,
    '$1 == "" { of[$2] = $3; next }',
    `{ for (l in c) { key = "${ANNOTATIONS}/inject-" l; a = said($3, key); ${byPolicy ? BY_POLICY : BY_OPERATOR}`,
    '  if (a == "" || a == "false" || index(" " $5 " ", " " c[l] " ")) continue;',
    '  kind = tolower($6); name = $7; if (kind == "") { kind = "pod"; name = $1 }',
    '  if (kind == "replicaset" && $8 $9 != "") { kind = $8 != "" ? "deployment" : "rollout"; name = substr(name, 1, length(name) - length($8 $9) - 1) }',
    `  print $2, kind "/" name, l } }' | sort -u`,
  ];
}

const isForPolicies = (language: string) => (ASKED_FOR_BY_LABEL as readonly string[]).includes(language);

/** What counts for all pods of a namespace: its annotations; or whether it has the ConfigMap. */
const namespaces = (asked: AskedBy) =>
  asked.engine === 'operator'
    ? `kubectl get namespaces -o ${fields('{""}', '{.metadata.name}', '{.metadata.annotations}')}`
    : `kubectl get configmaps --all-namespaces --field-selector='metadata.name=${asked.configMap}' -o ${fields(
        '{""}',
        '{.metadata.namespace}',
        '{""}',
      )}`;

const BY_OPERATOR = 'if (a == "") a = said(of[$2], key);';
const BY_POLICY = `if (!($2 in of)) continue; b = said($4, "${INJECT_LABEL}"); if (a == "" && b == l) a = l;`;

/** Restarts what the command lists, as far as it has a rollout of its own; a Job has to be made anew. */
export const restartThem = `while read -r namespace workload _; do kubectl --namespace "$namespace" rollout restart "$workload"; done`;
