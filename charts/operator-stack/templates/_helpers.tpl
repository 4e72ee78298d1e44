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

{{- define "operator-stack.agentResources" -}}
{{- if or .Values.instrumentation.resources.requests.cpu .Values.instrumentation.resources.requests.memory }}
requests:
  {{- with .Values.instrumentation.resources.requests.cpu }}
  cpu: {{ . | toJson }}
  {{- end }}
  {{- with .Values.instrumentation.resources.requests.memory }}
  memory: {{ . | toJson }}
  {{- end }}
{{- end }}
{{- if or .Values.instrumentation.resources.limits.cpu .Values.instrumentation.resources.limits.memory }}
limits:
  {{- with .Values.instrumentation.resources.limits.cpu }}
  cpu: {{ . | toJson }}
  {{- end }}
  {{- with .Values.instrumentation.resources.limits.memory }}
  memory: {{ . | toJson }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "operator-stack.objects" -}}
apiVersion: v1
kind: List
{{- if .Values.instrumentation.enabled }}
items:
  {{- if .Values.instrumentation.enabled }}
  - apiVersion: opentelemetry.io/v1alpha1
    kind: Instrumentation
    metadata:
      name: {{ .Values.instrumentation.name | quote }}
      namespace: {{ .Release.Namespace | quote }}
      labels:
        {{- include "operator-stack.labels" . | nindent 8 }}
        botanu.ai/installed-from: {{ .Release.Namespace | quote }}
      annotations:
        meta.helm.sh/release-name: {{ .Release.Name | quote }}
        meta.helm.sh/release-namespace: {{ .Release.Namespace | quote }}
    spec:
      exporter:
        endpoint: {{ .Values.instrumentation.endpoints.http | default "http://botanu-collector.observability:4318" | quote }}
      propagators:
        {{- toYaml .Values.instrumentation.propagators | nindent 8 }}
      sampler:
        type: {{ .Values.instrumentation.sampler.type | quote }}
        {{- with .Values.instrumentation.sampler.argument }}
        argument: {{ . | quote }}
        {{- end }}
      {{- if or .Values.instrumentation.kubernetesUids .Values.instrumentation.resourceAttributes }}
      resource:
        {{- if .Values.instrumentation.kubernetesUids }}
        addK8sUIDAttributes: true
        {{- end }}
        {{- with .Values.instrumentation.resourceAttributes }}
        resourceAttributes:
          {{- toYaml . | nindent 10 }}
        {{- end }}
      {{- end }}
      {{- if .Values.instrumentation.namesFromLabels }}
      defaults:
        useLabelsForResourceAttributes: true
      {{- end }}
      imagePullPolicy: {{ .Values.instrumentation.imagePullPolicy | quote }}
      env:
        - name: OTEL_EXPORTER_OTLP_PROTOCOL
          value: http/protobuf
        - name: OTEL_TRACES_EXPORTER
          value: {{ ternary "otlp" "none" .Values.instrumentation.signals.traces | quote }}
        - name: OTEL_METRICS_EXPORTER
          value: {{ ternary "otlp" "none" .Values.instrumentation.signals.metrics | quote }}
        - name: OTEL_LOGS_EXPORTER
          value: {{ ternary "otlp" "none" .Values.instrumentation.signals.logs | quote }}
        {{- range $variable, $value := .Values.instrumentation.env }}
        - name: {{ $variable | quote }}
          value: {{ $value | quote }}
        {{- end }}
      java:
        image: {{ ternary (printf "%s/%s@%s" (.Values.global.imageRegistry | default .Values.instrumentation.java.image.registry) .Values.instrumentation.java.image.repository .Values.instrumentation.java.image.digest) (printf "%s/%s:%s" (.Values.global.imageRegistry | default .Values.instrumentation.java.image.registry) .Values.instrumentation.java.image.repository .Values.instrumentation.java.image.tag) (not (empty .Values.instrumentation.java.image.digest)) | quote }}
        {{- if or .Values.instrumentation.resources.requests.cpu .Values.instrumentation.resources.requests.memory .Values.instrumentation.resources.limits.cpu .Values.instrumentation.resources.limits.memory }}
        resources:
          {{- include "operator-stack.agentResources" . | nindent 10 }}
        {{- end }}
        {{- if or (eq .Values.instrumentation.java.protocol "grpc") .Values.runId.enabled .Values.instrumentation.java.env }}
        env:
          {{- if eq .Values.instrumentation.java.protocol "grpc" }}
          - name: OTEL_EXPORTER_OTLP_PROTOCOL
            value: grpc
          - name: OTEL_EXPORTER_OTLP_ENDPOINT
            value: {{ .Values.instrumentation.endpoints.grpc | default "http://botanu-collector.observability:4317" | quote }}
          {{- end }}
          {{- if .Values.runId.enabled }}
          - name: OTEL_INSTRUMENTATION_HTTP_SERVER_CAPTURE_REQUEST_HEADERS
            value: baggage
          - name: OTEL_JAVA_EXPERIMENTAL_SPAN_ATTRIBUTES_COPY_FROM_BAGGAGE_INCLUDE
            value: botanu.run_id,botanu.workflow,botanu.event_id,botanu.customer_id,botanu.environment,botanu.tenant_id,botanu.parent_run_id
          {{- end }}
          {{- range $variable, $value := .Values.instrumentation.java.env }}
          - name: {{ $variable | quote }}
            value: {{ $value | quote }}
          {{- end }}
        {{- end }}
      python:
        image: {{ ternary (printf "%s/%s@%s" (.Values.global.imageRegistry | default .Values.instrumentation.python.image.registry) .Values.instrumentation.python.image.repository .Values.instrumentation.python.image.digest) (printf "%s/%s:%s" (.Values.global.imageRegistry | default .Values.instrumentation.python.image.registry) .Values.instrumentation.python.image.repository .Values.instrumentation.python.image.tag) (not (empty .Values.instrumentation.python.image.digest)) | quote }}
        {{- if or .Values.instrumentation.resources.requests.cpu .Values.instrumentation.resources.requests.memory .Values.instrumentation.resources.limits.cpu .Values.instrumentation.resources.limits.memory }}
        resourceRequirements:
          {{- include "operator-stack.agentResources" . | nindent 10 }}
        {{- end }}
        {{- if or .Values.runId.enabled .Values.instrumentation.python.env }}
        env:
          {{- if .Values.runId.enabled }}
          - name: OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_REQUEST
            value: baggage
          {{- end }}
          {{- range $variable, $value := .Values.instrumentation.python.env }}
          - name: {{ $variable | quote }}
            value: {{ $value | quote }}
          {{- end }}
        {{- end }}
      nodejs:
        image: {{ ternary (printf "%s/%s@%s" (.Values.global.imageRegistry | default .Values.instrumentation.nodejs.image.registry) .Values.instrumentation.nodejs.image.repository .Values.instrumentation.nodejs.image.digest) (printf "%s/%s:%s" (.Values.global.imageRegistry | default .Values.instrumentation.nodejs.image.registry) .Values.instrumentation.nodejs.image.repository .Values.instrumentation.nodejs.image.tag) (not (empty .Values.instrumentation.nodejs.image.digest)) | quote }}
        {{- if or .Values.instrumentation.resources.requests.cpu .Values.instrumentation.resources.requests.memory .Values.instrumentation.resources.limits.cpu .Values.instrumentation.resources.limits.memory }}
        resourceRequirements:
          {{- include "operator-stack.agentResources" . | nindent 10 }}
        {{- end }}
        {{- if or (eq .Values.instrumentation.nodejs.protocol "grpc") .Values.instrumentation.nodejs.env }}
        env:
          {{- if eq .Values.instrumentation.nodejs.protocol "grpc" }}
          - name: OTEL_EXPORTER_OTLP_PROTOCOL
            value: grpc
          - name: OTEL_EXPORTER_OTLP_ENDPOINT
            value: {{ .Values.instrumentation.endpoints.grpc | default "http://botanu-collector.observability:4317" | quote }}
          {{- end }}
          {{- range $variable, $value := .Values.instrumentation.nodejs.env }}
          - name: {{ $variable | quote }}
            value: {{ $value | quote }}
          {{- end }}
        {{- end }}
      dotnet:
        image: {{ ternary (printf "%s/%s@%s" (.Values.global.imageRegistry | default .Values.instrumentation.dotnet.image.registry) .Values.instrumentation.dotnet.image.repository .Values.instrumentation.dotnet.image.digest) (printf "%s/%s:%s" (.Values.global.imageRegistry | default .Values.instrumentation.dotnet.image.registry) .Values.instrumentation.dotnet.image.repository .Values.instrumentation.dotnet.image.tag) (not (empty .Values.instrumentation.dotnet.image.digest)) | quote }}
        {{- if or .Values.instrumentation.resources.requests.cpu .Values.instrumentation.resources.requests.memory .Values.instrumentation.resources.limits.cpu .Values.instrumentation.resources.limits.memory }}
        resourceRequirements:
          {{- include "operator-stack.agentResources" . | nindent 10 }}
        {{- end }}
        {{- if or (eq .Values.instrumentation.dotnet.protocol "grpc") .Values.runId.enabled .Values.instrumentation.dotnet.env }}
        env:
          {{- if eq .Values.instrumentation.dotnet.protocol "grpc" }}
          - name: OTEL_EXPORTER_OTLP_PROTOCOL
            value: grpc
          - name: OTEL_EXPORTER_OTLP_ENDPOINT
            value: {{ .Values.instrumentation.endpoints.grpc | default "http://botanu-collector.observability:4317" | quote }}
          {{- end }}
          {{- if .Values.runId.enabled }}
          - name: OTEL_DOTNET_AUTO_TRACES_ASPNETCORE_INSTRUMENTATION_CAPTURE_REQUEST_HEADERS
            value: baggage
          {{- end }}
          {{- range $variable, $value := .Values.instrumentation.dotnet.env }}
          - name: {{ $variable | quote }}
            value: {{ $value | quote }}
          {{- end }}
        {{- end }}
      go:
        image: {{ ternary (printf "%s/%s@%s" (.Values.global.imageRegistry | default .Values.instrumentation.go.image.registry) .Values.instrumentation.go.image.repository .Values.instrumentation.go.image.digest) (printf "%s/%s:%s" (.Values.global.imageRegistry | default .Values.instrumentation.go.image.registry) .Values.instrumentation.go.image.repository .Values.instrumentation.go.image.tag) (not (empty .Values.instrumentation.go.image.digest)) | quote }}
        {{- if or .Values.instrumentation.resources.requests.cpu .Values.instrumentation.resources.requests.memory .Values.instrumentation.resources.limits.cpu .Values.instrumentation.resources.limits.memory }}
        resourceRequirements:
          {{- include "operator-stack.agentResources" . | nindent 10 }}
        {{- end }}
        {{- if .Values.instrumentation.go.env }}
        env:
          {{- range $variable, $value := .Values.instrumentation.go.env }}
          - name: {{ $variable | quote }}
            value: {{ $value | quote }}
          {{- end }}
        {{- end }}
      apacheHttpd:
        image: {{ ternary (printf "%s/%s@%s" (.Values.global.imageRegistry | default .Values.instrumentation.apacheHttpd.image.registry) .Values.instrumentation.apacheHttpd.image.repository .Values.instrumentation.apacheHttpd.image.digest) (printf "%s/%s:%s" (.Values.global.imageRegistry | default .Values.instrumentation.apacheHttpd.image.registry) .Values.instrumentation.apacheHttpd.image.repository .Values.instrumentation.apacheHttpd.image.tag) (not (empty .Values.instrumentation.apacheHttpd.image.digest)) | quote }}
        {{- if or .Values.instrumentation.resources.requests.cpu .Values.instrumentation.resources.requests.memory .Values.instrumentation.resources.limits.cpu .Values.instrumentation.resources.limits.memory }}
        resourceRequirements:
          {{- include "operator-stack.agentResources" . | nindent 10 }}
        {{- end }}
        version: {{ .Values.instrumentation.apacheHttpd.version | quote }}
        configPath: {{ .Values.instrumentation.apacheHttpd.configPath | quote }}
        attrs:
          - name: ApacheModuleOtelExporterEndpoint
            value: {{ .Values.instrumentation.endpoints.grpc | default "http://botanu-collector.observability:4317" | quote }}
          {{- range $variable, $value := .Values.instrumentation.apacheHttpd.directives }}
          - name: {{ $variable | quote }}
            value: {{ $value | quote }}
          {{- end }}
        env:
          - name: OTEL_EXPORTER_OTLP_PROTOCOL
            value: grpc
          - name: OTEL_EXPORTER_OTLP_ENDPOINT
            value: {{ .Values.instrumentation.endpoints.grpc | default "http://botanu-collector.observability:4317" | quote }}
          {{- range $variable, $value := .Values.instrumentation.apacheHttpd.env }}
          - name: {{ $variable | quote }}
            value: {{ $value | quote }}
          {{- end }}
      nginx:
        image: {{ ternary (printf "%s/%s@%s" (.Values.global.imageRegistry | default .Values.instrumentation.nginx.image.registry) .Values.instrumentation.nginx.image.repository .Values.instrumentation.nginx.image.digest) (printf "%s/%s:%s" (.Values.global.imageRegistry | default .Values.instrumentation.nginx.image.registry) .Values.instrumentation.nginx.image.repository .Values.instrumentation.nginx.image.tag) (not (empty .Values.instrumentation.nginx.image.digest)) | quote }}
        {{- if or .Values.instrumentation.resources.requests.cpu .Values.instrumentation.resources.requests.memory .Values.instrumentation.resources.limits.cpu .Values.instrumentation.resources.limits.memory }}
        resourceRequirements:
          {{- include "operator-stack.agentResources" . | nindent 10 }}
        {{- end }}
        configFile: {{ .Values.instrumentation.nginx.configFile | quote }}
        attrs:
          - name: NginxModuleOtelExporterEndpoint
            value: {{ .Values.instrumentation.endpoints.grpc | default "http://botanu-collector.observability:4317" | quote }}
          {{- range $variable, $value := .Values.instrumentation.nginx.directives }}
          - name: {{ $variable | quote }}
            value: {{ $value | quote }}
          {{- end }}
        env:
          - name: OTEL_EXPORTER_OTLP_PROTOCOL
            value: grpc
          - name: OTEL_EXPORTER_OTLP_ENDPOINT
            value: {{ .Values.instrumentation.endpoints.grpc | default "http://botanu-collector.observability:4317" | quote }}
          {{- range $variable, $value := .Values.instrumentation.nginx.env }}
          - name: {{ $variable | quote }}
            value: {{ $value | quote }}
          {{- end }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "operator-stack.operatorFullname" -}}
{{- ternary .Values.operator.fullnameOverride (trunc 63 (ternary .Release.Name (printf "%s-%s" .Release.Name .Values.operator.nameOverride) (regexMatch .Values.operator.nameOverride .Release.Name))) (not (empty .Values.operator.fullnameOverride)) }}
{{- end }}
