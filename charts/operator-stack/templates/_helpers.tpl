{{- /* The application's name in labels. */}}
{{- define "operator-stack.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- /* The objects' name: the release's, with the chart's where the release does not say it already. Fifty
characters leave room for what Kubernetes appends to the names of pods. */}}
{{- define "operator-stack.fullname" -}}
{{- $name := .Values.nameOverride | default .Chart.Name }}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else if contains $name .Release.Name }}
{{- .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 50 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "operator-stack.labels" -}}
{{- include "operator-stack.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" | quote }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "operator-stack.selectorLabels" -}}
app.kubernetes.io/name: {{ include "operator-stack.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- define "operator-stack.bytes" -}}
{{- /* A Kubernetes quantity of memory in bytes: 512Mi, 1.5Gi, 1e9, 400M, 1048576. */}}
{{- $quantity := toString . }}
{{- $unit := regexFind "[A-Za-z]+$" (regexReplaceAll "^[0-9.]+(e[0-9]+)?" $quantity "") }}
{{- $factors := dict "" 1 "m" 0.001 "k" 1e3 "M" 1e6 "G" 1e9 "T" 1e12 "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 }}
{{- mulf (trimSuffix $unit $quantity | float64) (get $factors $unit | default 1 | float64) | int64 }}
{{- end }}

{{- define "operator-stack.millicores" -}}
{{- /* A Kubernetes quantity of processor time in thousandths of a core: 250m, 0.5, 2. */}}
{{- $quantity := toString . }}
{{- if hasSuffix "m" $quantity }}
{{- trimSuffix "m" $quantity | float64 | int64 }}
{{- else }}
{{- mulf ($quantity | float64) 1000.0 | int64 }}
{{- end }}
{{- end }}

{{- define "operator-stack.isSetAt" -}}
{{- /* Whether something stands in a map at a path, whatever stands on the way there. */}}
{{- $at := .map }}
{{- range $key := .path }}
{{- if kindIs "map" $at }}
{{- $at = get $at $key }}
{{- else }}
{{- $at = "" }}
{{- end }}
{{- end }}
{{- if $at }}true{{ end }}
{{- end }}

{{- define "operator-stack.objects" -}}
apiVersion: v1
kind: List
{{- if .Values.runId.enabled }}
items:
  {{- if .Values.runId.enabled }}
  - apiVersion: opentelemetry.io/v1alpha1
    kind: Instrumentation
    metadata:
      name: {{ include "operator-stack.fullname" . | quote }}
      namespace: {{ .Release.Namespace | quote }}
      labels:
        {{- include "operator-stack.labels" . | nindent 8 }}
        botanu.ai/installed-from: {{ .Release.Namespace | quote }}
      annotations:
        meta.helm.sh/release-name: {{ .Release.Name | quote }}
        meta.helm.sh/release-namespace: {{ .Release.Namespace | quote }}
    spec:
      propagators:
        - tracecontext
        - baggage
      sampler:
        type: parentbased_always_on
  {{- end }}
{{- end }}
{{- end }}

{{- define "operator-stack.operatorFullname" -}}
{{- ternary .Values.operator.fullnameOverride (trunc 63 (ternary .Release.Name (printf "%s-%s" .Release.Name .Values.operator.nameOverride) (regexMatch .Values.operator.nameOverride .Release.Name))) (not (empty .Values.operator.fullnameOverride)) }}
{{- end }}
