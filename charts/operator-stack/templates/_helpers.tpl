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

{{- define "operator-stack.someOptedIn" -}}
{{- /* Whether a namespace is opted in: each that does not say otherwise. */}}
{{- range . }}
{{- if dig "enabled" true . }}true{{ end }}
{{- end }}
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

{{- define "operator-stack.milliseconds" -}}
{{- /* A duration in milliseconds: 500ms, 10s, 1m30s, 2h. */}}
{{- $milliseconds := 0 }}
{{- range $part := regexFindAll "[0-9]+(ms|s|m|h)" (toString .) -1 }}
{{- $unit := regexFind "[a-z]+" $part }}
{{- $factor := get (dict "ms" 1 "s" 1000 "m" 60000 "h" 3600000) $unit }}
{{- $milliseconds = add $milliseconds (mul (trimSuffix $unit $part | int64) $factor) }}
{{- end }}
{{- $milliseconds }}
{{- end }}

{{- define "operator-stack.collectorConfig" -}}
{{- $of := .of -}}
extensions:
  health_check:
    endpoint: :13133
  {{- if dig "exporter" "bearerTokenSecret" "name" "" $of }}
  bearertokenauth:
    filename: {{ printf "/etc/botanu/secrets/bearer-token/%s" (dig "exporter" "bearerTokenSecret" "key" "token" $of) | quote }}
  {{- end }}
receivers:
  otlp:
    protocols:
      grpc:
        endpoint: {{ printf "%s:4317" (ternary "localhost" "" (eq (dig "mode" "deployment" $of) "sidecar")) | quote }}
        max_recv_msg_size_mib: 16
      http:
        endpoint: {{ printf "%s:4318" (ternary "localhost" "" (eq (dig "mode" "deployment" $of) "sidecar")) | quote }}
  {{- if or (dig "targetAllocator" "enabled" false $of) (dig "scrapeConfigs" list $of) }}
  prometheus:
    config:
      scrape_configs:
        {{- toYaml (dig "scrapeConfigs" list $of) | nindent 8 }}
    {{- if dig "targetAllocator" "enabled" false $of }}
    target_allocator:
      http_sd_config:
        refresh_interval: {{ dig "targetAllocator" "reloadInterval" "30s" $of | quote }}
    {{- end }}
  {{- end }}
processors:
  memory_limiter:
    check_interval: 1s
    limit_mib: {{ div (mul ((include "operator-stack.bytes" (dig "resources" "limits" "memory" "512Mi" $of)) | int64) 80) 104857600 | int64 }}
    spike_limit_mib: {{ div (mul ((include "operator-stack.bytes" (dig "resources" "limits" "memory" "512Mi" $of)) | int64) 20) 104857600 | int64 }}
  {{- if and (dig "runId" "enabled" true $of) (or (dig "runId" "validate" true $of) (dig "runId" "fromTracestate" true $of)) }}
  transform/run_id:
    error_mode: ignore
    trace_statements:
      {{- if dig "runId" "validate" true $of }}
      - context: span
        conditions:
          - span.attributes["botanu.run_id"] != nil
        statements:
          - "delete_key(span.attributes, \"botanu.run_id\") where not IsMatch(span.attributes[\"botanu.run_id\"], \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$$\")"
      {{- end }}
      {{- if dig "runId" "fromTracestate" true $of }}
      - context: span
        conditions:
          - span.trace_state != "" and span.attributes["botanu.run_id"] == nil
        statements:
          - set(span.cache["run_id"], span.trace_state["botanu"])
          - "set(span.attributes[\"botanu.run_id\"], span.cache[\"run_id\"]) where IsMatch(span.cache[\"run_id\"], \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$$\")"
      {{- end }}
  {{- end }}
  {{- if dig "runId" "enabled" true $of }}
  attributes/run_id:
    include:
      match_type: strict
      attributes:
        - key: http.request.header.baggage
    actions:
      {{- if dig "runId" "fromHeader" true $of }}
      - key: botanu_run_id
        action: delete
      - key: http.request.header.baggage
        action: convert
        converted_type: string
      - key: http.request.header.baggage
        action: extract
        pattern: "(?:^|^[[][!-#]|,[!-#]?) *botanu[.]run_id *= *(?P<botanu_run_id>[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}) *(?:[;,]|[!-#][,[-^]|$$)"
      - key: botanu.run_id
        from_attribute: botanu_run_id
        action: insert
      - key: botanu_run_id
        action: delete
      {{- end }}
      - key: http.request.header.baggage
        action: delete
  {{- end }}
exporters:
  {{ ternary "otlp_grpc" "otlp_http" (eq (dig "exporter" "protocol" "grpc" $of) "grpc") | quote }}:
    endpoint: {{ (dig "exporter" "endpoint" "" $of) | replace "$" "$$" | quote }}
    compression: {{ dig "exporter" "compression" "gzip" $of | quote }}
    timeout: {{ dig "exporter" "timeout" "10s" $of | quote }}
    {{- if dig "exporter" "bearerTokenSecret" "name" "" $of }}
    auth:
      authenticator: bearertokenauth
    {{- end }}
    {{- if or (dig "exporter" "headers" dict $of) (dig "exporter" "headersFromSecret" dict $of) }}
    headers:
      {{- range $header, $value := dig "exporter" "headers" dict $of }}
      {{ $header | quote }}: {{ $value | replace "$" "$$" | quote }}
      {{- end }}
      {{- range $header, $secret := dig "exporter" "headersFromSecret" dict $of }}
      {{ $header | quote }}: {{ printf "${env:%s}" (upper (((printf "exporter-header-%s" $header) | replace "_" "__") | replace "-" "_")) | quote }}
      {{- end }}
    {{- end }}
    tls:
      insecure: {{ not (dig "exporter" "tls" "enabled" true $of) }}
      insecure_skip_verify: {{ dig "exporter" "tls" "insecureSkipVerify" false $of }}
      {{- with dig "exporter" "tls" "serverName" "" $of }}
      server_name_override: {{ . | quote }}
      {{- end }}
      {{- if dig "exporter" "tls" "caSecret" "name" "" $of }}
      ca_file: {{ printf "/etc/botanu/secrets/tls-ca/%s" (dig "exporter" "tls" "caSecret" "key" "ca.crt" $of) | quote }}
      {{- end }}
      {{- if dig "exporter" "tls" "clientSecret" "name" "" $of }}
      cert_file: {{ printf "/etc/botanu/secrets/tls-client/%s" (dig "exporter" "tls" "clientSecret" "certKey" "tls.crt" $of) | quote }}
      key_file: {{ printf "/etc/botanu/secrets/tls-client/%s" (dig "exporter" "tls" "clientSecret" "keyKey" "tls.key" $of) | quote }}
      {{- end }}
    retry_on_failure:
      initial_interval: {{ dig "exporter" "retry" "initialInterval" "1s" $of | quote }}
      max_interval: {{ dig "exporter" "retry" "maxInterval" "30s" $of | quote }}
      max_elapsed_time: {{ dig "exporter" "retry" "maxElapsedTime" "30s" $of | quote }}
    sending_queue:
      wait_for_result: true
      block_on_overflow: true
      sizer: bytes
      queue_size: 67108864
      num_consumers: 10
      batch:
        flush_timeout: 50ms
        min_size: 1048576
        max_size: 3145728
service:
  telemetry:
    metrics:
      level: normal
      readers:
        - pull:
            exporter:
              prometheus:
                host: {{ ternary "localhost" "" (eq (dig "mode" "deployment" $of) "sidecar") | quote }}
                port: 8888
                without_scope_info: true
                without_type_suffix: false
                without_units: false
  extensions:
    - health_check
    {{- if dig "exporter" "bearerTokenSecret" "name" "" $of }}
    - bearertokenauth
    {{- end }}
  pipelines:
    traces:
      receivers:
        - otlp
      processors:
        - memory_limiter
        {{- if and (dig "runId" "enabled" true $of) (or (dig "runId" "validate" true $of) (dig "runId" "fromTracestate" true $of)) }}
        - transform/run_id
        {{- end }}
        {{- if dig "runId" "enabled" true $of }}
        - attributes/run_id
        {{- end }}
      exporters:
        - {{ ternary "otlp_grpc" "otlp_http" (eq (dig "exporter" "protocol" "grpc" $of) "grpc") | quote }}
    metrics:
      receivers:
        - otlp
        {{- if or (dig "targetAllocator" "enabled" false $of) (dig "scrapeConfigs" list $of) }}
        - prometheus
        {{- end }}
      processors:
        - memory_limiter
      exporters:
        - {{ ternary "otlp_grpc" "otlp_http" (eq (dig "exporter" "protocol" "grpc" $of) "grpc") | quote }}
    logs:
      receivers:
        - otlp
      processors:
        - memory_limiter
      exporters:
        - {{ ternary "otlp_grpc" "otlp_http" (eq (dig "exporter" "protocol" "grpc" $of) "grpc") | quote }}
{{- end }}

{{- define "operator-stack.objects" -}}
apiVersion: v1
kind: List
{{- if or .Values.instrumentation.enabled .Values.collectors }}
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
  {{- range $collector, $of := .Values.collectors }}
  - apiVersion: opentelemetry.io/v1beta1
    kind: OpenTelemetryCollector
    metadata:
      name: {{ $collector | quote }}
      namespace: {{ $.Release.Namespace | quote }}
      labels:
        {{- include "operator-stack.labels" $ | nindent 8 }}
        botanu.ai/installed-from: {{ $.Release.Namespace | quote }}
      annotations:
        meta.helm.sh/release-name: {{ $.Release.Name | quote }}
        meta.helm.sh/release-namespace: {{ $.Release.Namespace | quote }}
    spec:
      mode: {{ dig "mode" "deployment" $of | quote }}
      {{- if or (eq (dig "mode" "deployment" $of) "deployment") (eq (dig "mode" "deployment" $of) "statefulset") }}
      replicas: {{ dig "replicas" 1 $of | int64 }}
      {{- end }}
      upgradeStrategy: {{ dig "upgradeStrategy" "none" $of | quote }}
      image: {{ ternary (printf "%s/%s@%s" ($.Values.global.imageRegistry | default (dig "image" "registry" "ghcr.io" $of)) (dig "image" "repository" "open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s" $of) (dig "image" "digest" "" $of)) (printf "%s/%s:%s" ($.Values.global.imageRegistry | default (dig "image" "registry" "ghcr.io" $of)) (dig "image" "repository" "open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s" $of) (dig "image" "tag" "0.160.0" $of)) (not (empty (dig "image" "digest" "" $of))) | quote }}
      imagePullPolicy: {{ dig "image" "pullPolicy" "IfNotPresent" $of | quote }}
      {{- if not (eq (dig "mode" "deployment" $of) "sidecar") }}
      serviceAccount: {{ (dig "serviceAccount" "" $of) | default (printf "%s-collector" $collector) | quote }}
      {{- end }}
      securityContext:
        allowPrivilegeEscalation: false
        capabilities:
          drop:
            - ALL
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
      env:
        - name: GOMEMLIMIT
          value: {{ printf "%dMiB" (div (mul ((include "operator-stack.bytes" (dig "resources" "limits" "memory" "512Mi" $of)) | int64) 60) 104857600) | quote }}
        {{- range $header, $secret := dig "exporter" "headersFromSecret" dict $of }}
        - name: {{ upper (((printf "exporter-header-%s" $header) | replace "_" "__") | replace "-" "_") | quote }}
          valueFrom:
            secretKeyRef:
              name: {{ dig "name" "" $secret | quote }}
              key: {{ dig "key" "" $secret | quote }}
        {{- end }}
      {{- if or (dig "exporter" "tls" "caSecret" "name" "" $of) (dig "exporter" "tls" "clientSecret" "name" "" $of) (dig "exporter" "bearerTokenSecret" "name" "" $of) }}
      volumeMounts:
        {{- if dig "exporter" "tls" "caSecret" "name" "" $of }}
        - name: otel-collector-tls-ca
          mountPath: /etc/botanu/secrets/tls-ca
          readOnly: true
        {{- end }}
        {{- if dig "exporter" "tls" "clientSecret" "name" "" $of }}
        - name: otel-collector-tls-client
          mountPath: /etc/botanu/secrets/tls-client
          readOnly: true
        {{- end }}
        {{- if dig "exporter" "bearerTokenSecret" "name" "" $of }}
        - name: otel-collector-bearer-token
          mountPath: /etc/botanu/secrets/bearer-token
          readOnly: true
        {{- end }}
      {{- end }}
      {{- if or (dig "exporter" "tls" "caSecret" "name" "" $of) (dig "exporter" "tls" "clientSecret" "name" "" $of) (dig "exporter" "bearerTokenSecret" "name" "" $of) }}
      volumes:
        {{- if dig "exporter" "tls" "caSecret" "name" "" $of }}
        - name: otel-collector-tls-ca
          secret:
            secretName: {{ dig "exporter" "tls" "caSecret" "name" "" $of | quote }}
        {{- end }}
        {{- if dig "exporter" "tls" "clientSecret" "name" "" $of }}
        - name: otel-collector-tls-client
          secret:
            secretName: {{ dig "exporter" "tls" "clientSecret" "name" "" $of | quote }}
        {{- end }}
        {{- if dig "exporter" "bearerTokenSecret" "name" "" $of }}
        - name: otel-collector-bearer-token
          secret:
            secretName: {{ dig "exporter" "bearerTokenSecret" "name" "" $of | quote }}
        {{- end }}
      {{- end }}
      {{- if or (dig "resources" "requests" "cpu" "50m" $of) (dig "resources" "requests" "memory" "128Mi" $of) (dig "resources" "limits" "cpu" "" $of) (dig "resources" "limits" "memory" "512Mi" $of) }}
      resources:
        {{- if or (dig "resources" "requests" "cpu" "50m" $of) (dig "resources" "requests" "memory" "128Mi" $of) }}
        requests:
          {{- with dig "resources" "requests" "cpu" "50m" $of }}
          cpu: {{ . | toJson }}
          {{- end }}
          {{- with dig "resources" "requests" "memory" "128Mi" $of }}
          memory: {{ . | toJson }}
          {{- end }}
        {{- end }}
        {{- if or (dig "resources" "limits" "cpu" "" $of) (dig "resources" "limits" "memory" "512Mi" $of) }}
        limits:
          {{- with dig "resources" "limits" "cpu" "" $of }}
          cpu: {{ . | toJson }}
          {{- end }}
          {{- with dig "resources" "limits" "memory" "512Mi" $of }}
          memory: {{ . | toJson }}
          {{- end }}
        {{- end }}
      {{- end }}
      {{- with dig "nodeSelector" dict $of }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with dig "tolerations" list $of }}
      tolerations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with dig "affinity" dict $of }}
      affinity:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with dig "priorityClassName" "" $of }}
      priorityClassName: {{ . | quote }}
      {{- end }}
      {{- if dig "targetAllocator" "enabled" false $of }}
      targetAllocator:
        enabled: true
        replicas: {{ dig "targetAllocator" "replicas" 1 $of | int64 }}
        image: {{ ternary (printf "%s/%s@%s" ($.Values.global.imageRegistry | default (dig "targetAllocator" "image" "registry" "ghcr.io" $of)) (dig "targetAllocator" "image" "repository" "open-telemetry/opentelemetry-operator/target-allocator" $of) (dig "targetAllocator" "image" "digest" "" $of)) (printf "%s/%s:%s" ($.Values.global.imageRegistry | default (dig "targetAllocator" "image" "registry" "ghcr.io" $of)) (dig "targetAllocator" "image" "repository" "open-telemetry/opentelemetry-operator/target-allocator" $of) (dig "targetAllocator" "image" "tag" "0.148.0" $of)) (not (empty (dig "targetAllocator" "image" "digest" "" $of))) | quote }}
        serviceAccount: {{ printf "%s-targetallocator" $collector | quote }}
        allocationStrategy: {{ dig "targetAllocator" "allocationStrategy" "consistent-hashing" $of | quote }}
        filterStrategy: {{ ternary "" "relabel-config" (eq (dig "targetAllocator" "filterStrategy" "relabel-config" $of) "none") | quote }}
        collectorTargetReloadInterval: {{ dig "targetAllocator" "reloadInterval" "30s" $of | quote }}
        securityContext:
          allowPrivilegeEscalation: false
          capabilities:
            drop:
              - ALL
          readOnlyRootFilesystem: true
          runAsNonRoot: true
          seccompProfile:
            type: RuntimeDefault
        {{- if or (dig "targetAllocator" "resources" "requests" "cpu" "50m" $of) (dig "targetAllocator" "resources" "requests" "memory" "64Mi" $of) (dig "targetAllocator" "resources" "limits" "cpu" "" $of) (dig "targetAllocator" "resources" "limits" "memory" "256Mi" $of) }}
        resources:
          {{- if or (dig "targetAllocator" "resources" "requests" "cpu" "50m" $of) (dig "targetAllocator" "resources" "requests" "memory" "64Mi" $of) }}
          requests:
            {{- with dig "targetAllocator" "resources" "requests" "cpu" "50m" $of }}
            cpu: {{ . | toJson }}
            {{- end }}
            {{- with dig "targetAllocator" "resources" "requests" "memory" "64Mi" $of }}
            memory: {{ . | toJson }}
            {{- end }}
          {{- end }}
          {{- if or (dig "targetAllocator" "resources" "limits" "cpu" "" $of) (dig "targetAllocator" "resources" "limits" "memory" "256Mi" $of) }}
          limits:
            {{- with dig "targetAllocator" "resources" "limits" "cpu" "" $of }}
            cpu: {{ . | toJson }}
            {{- end }}
            {{- with dig "targetAllocator" "resources" "limits" "memory" "256Mi" $of }}
            memory: {{ . | toJson }}
            {{- end }}
          {{- end }}
        {{- end }}
        {{- with dig "targetAllocator" "nodeSelector" dict $of }}
        nodeSelector:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- with dig "targetAllocator" "tolerations" list $of }}
        tolerations:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- with dig "targetAllocator" "affinity" dict $of }}
        affinity:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- if dig "targetAllocator" "prometheusCR" "enabled" false $of }}
        prometheusCR:
          enabled: true
          scrapeInterval: {{ dig "targetAllocator" "prometheusCR" "scrapeInterval" "30s" $of | quote }}
          serviceMonitorSelector:
            {{- toYaml (dig "targetAllocator" "prometheusCR" "serviceMonitorSelector" dict $of) | nindent 12 }}
          serviceMonitorNamespaceSelector:
            {{- toYaml (dig "targetAllocator" "prometheusCR" "serviceMonitorNamespaceSelector" dict $of) | nindent 12 }}
          podMonitorSelector:
            {{- toYaml (dig "targetAllocator" "prometheusCR" "podMonitorSelector" dict $of) | nindent 12 }}
          podMonitorNamespaceSelector:
            {{- toYaml (dig "targetAllocator" "prometheusCR" "podMonitorNamespaceSelector" dict $of) | nindent 12 }}
        {{- end }}
      {{- end }}
      config:
        {{- toYaml (mustMergeOverwrite (include "operator-stack.collectorConfig" (merge (dict "of" $of) $) | fromYaml) (dig "config" dict $of)) | nindent 8 }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "operator-stack.operatorFullname" -}}
{{- ternary .Values.operator.fullnameOverride (trunc 63 (ternary .Release.Name (printf "%s-%s" .Release.Name .Values.operator.nameOverride) (regexMatch .Values.operator.nameOverride .Release.Name))) (not (empty .Values.operator.fullnameOverride)) }}
{{- end }}
