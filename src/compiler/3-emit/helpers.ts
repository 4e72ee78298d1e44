import type { Helper, Tree } from '../../values/expression';
import type { ChartModel } from '../chart-model';
import { loopVariables } from '../print/loop-variables';
import { printTree } from '../print/manifest';

/** The named templates: those that every chart has, those that functions need, and the construct's own fragments. */
export function helpers({ definition: { name }, fragments, helpers: needed }: ChartModel): string {
  const own = [...fragments].map(([fragment, body]) => define(name, fragment, fragmentBody(body, name)));
  const functions = [...needed.values()].map(helper => functionHelper(name, helper));
  return `${[...naming(name), ...functions, ...own].join('\n\n')}\n`;
}

function define(chart: string, name: string, body: string): string {
  return `{{- define "${chart}.${name}" -}}\n${body}\n{{- end }}`;
}

function functionHelper(chart: string, { name, body }: Helper): string {
  return define(chart, name, body.replaceAll('{chart}', chart));
}

function fragmentBody(body: Tree, chart: string): string {
  const given = loopVariables(body).map(name => `{{- $${name} := .${name} -}}`);
  return [...given, ...printTree(body, 0, { chart, inLoop: false })].join('\n');
}

/** Names and labels as every Helm user knows them. */
function naming(chart: string): string[] {
  return [
    `{{- /* The application's name in labels. */}}\n${define(
      chart,
      'name',
      `{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}`,
    )}`,
    `{{- /* The objects' name: the release's, with the chart's where the release does not say it already. Fifty
characters leave room for what Kubernetes appends to the names of pods. */}}\n${define(
      chart,
      'fullname',
      `{{- $name := .Values.nameOverride | default .Chart.Name }}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else if contains $name .Release.Name }}
{{- .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 50 | trimSuffix "-" }}
{{- end }}`,
    )}`,
    define(
      chart,
      'labels',
      `{{- include "${chart}.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" | quote }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}`,
    ),
    define(
      chart,
      'selectorLabels',
      `app.kubernetes.io/name: {{ include "${chart}.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}`,
    ),
  ];
}
