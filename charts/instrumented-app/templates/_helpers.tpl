{{- /* The application's name in labels. */}}
{{- define "instrumented-app.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- /* The objects' name: the release's, with the chart's where the release does not say it already. Fifty
characters leave room for what Kubernetes appends to the names of pods. */}}
{{- define "instrumented-app.fullname" -}}
{{- $name := .Values.nameOverride | default .Chart.Name }}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else if contains $name .Release.Name }}
{{- .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 50 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "instrumented-app.labels" -}}
{{- include "instrumented-app.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" | quote }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "instrumented-app.selectorLabels" -}}
app.kubernetes.io/name: {{ include "instrumented-app.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- define "instrumented-app.bytes" -}}
{{- /* A Kubernetes quantity of memory in bytes: 512Mi, 1.5Gi, 1e9, 400M, 1048576. */}}
{{- $quantity := toString . }}
{{- $unit := regexFind "[A-Za-z]+$" (regexReplaceAll "^[0-9.]+(e[0-9]+)?" $quantity "") }}
{{- $factors := dict "" 1 "m" 0.001 "k" 1e3 "M" 1e6 "G" 1e9 "T" 1e12 "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 }}
{{- mulf (trimSuffix $unit $quantity | float64) (get $factors $unit | default 1 | float64) | int64 }}
{{- end }}

{{- define "instrumented-app.milliseconds" -}}
{{- /* A duration in milliseconds: 500ms, 10s, 1m30s, 2h. */}}
{{- $milliseconds := 0 }}
{{- range $part := regexFindAll "[0-9]+(ms|s|m|h)" (toString .) -1 }}
{{- $unit := regexFind "[a-z]+" $part }}
{{- $factor := get (dict "ms" 1 "s" 1000 "m" 60000 "h" 3600000) $unit }}
{{- $milliseconds = add $milliseconds (mul (trimSuffix $unit $part | int64) $factor) }}
{{- end }}
{{- $milliseconds }}
{{- end }}

{{- define "instrumented-app.withAttributes" -}}
{{- /* Resource attributes: those that are given, and the others behind them in the order of their names. */}}
{{- $given := .given }}
{{- $keys := list }}
{{- range $pair := splitList "," $given }}
{{- $keys = append $keys (splitList "=" $pair | first | trim) }}
{{- end }}
{{- $pairs := list }}
{{- range $key, $value := .more }}
{{- if and $value (not (has $key $keys)) }}
{{- $pairs = append $pairs (printf "%s=%s" $key $value) }}
{{- end }}
{{- end }}
{{- $more := join "," $pairs }}
{{- if and $given $more (not (hasSuffix "," $given)) }}{{ $given }},{{ $more }}{{ else }}{{ $given }}{{ $more }}{{ end }}
{{- end }}

{{- define "instrumented-app.someHave" -}}
{{- /* Whether something stands under a key in an entry of a map. */}}
{{- $key := .key }}
{{- range .map }}
{{- if get . $key }}true{{ end }}
{{- end }}
{{- end }}

{{- define "instrumented-app.millicores" -}}
{{- /* A Kubernetes quantity of processor time in thousandths of a core: 250m, 0.5, 2. */}}
{{- $quantity := toString . }}
{{- if hasSuffix "m" $quantity }}
{{- trimSuffix "m" $quantity | float64 | int64 }}
{{- else }}
{{- mulf ($quantity | float64) 1000.0 | int64 }}
{{- end }}
{{- end }}

{{- define "instrumented-app.isSetAt" -}}
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

{{- define "instrumented-app.sidecarConfig" -}}
extensions:
  health_check:
    endpoint: :13133
  {{- if .Values.sidecar.exporter.bearerTokenSecret.name }}
  bearertokenauth:
    filename: {{ printf "/etc/botanu-sidecar/secrets/bearer-token/%s" .Values.sidecar.exporter.bearerTokenSecret.key | quote }}
  {{- end }}
receivers:
  otlp:
    protocols:
      grpc:
        endpoint: localhost:4317
        max_recv_msg_size_mib: 16
      http:
        endpoint: localhost:4318
processors:
  memory_limiter:
    check_interval: 1s
    limit_mib: {{ div (mul ((include "instrumented-app.bytes" .Values.sidecar.resources.limits.memory) | int64) 80) 104857600 | int64 }}
    spike_limit_mib: {{ div (mul ((include "instrumented-app.bytes" .Values.sidecar.resources.limits.memory) | int64) 20) 104857600 | int64 }}
  transform/run_id:
    error_mode: ignore
    trace_statements:
      - context: span
        conditions:
          - span.attributes["botanu.run_id"] != nil
        statements:
          - "delete_key(span.attributes, \"botanu.run_id\") where not IsMatch(span.attributes[\"botanu.run_id\"], \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$$\")"
      - context: span
        conditions:
          - span.trace_state != "" and span.attributes["botanu.run_id"] == nil
        statements:
          - set(span.cache["run_id"], span.trace_state["botanu"])
          - "set(span.attributes[\"botanu.run_id\"], span.cache[\"run_id\"]) where IsMatch(span.cache[\"run_id\"], \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$$\")"
  attributes/run_id:
    include:
      match_type: strict
      attributes:
        - key: http.request.header.baggage
    actions:
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
      - key: http.request.header.baggage
        action: delete
exporters:
  {{ ternary "otlp_grpc" "otlp_http" (eq .Values.sidecar.exporter.protocol "grpc") | quote }}:
    endpoint: {{ .Values.sidecar.exporter.endpoint | replace "$" "$$" | quote }}
    compression: {{ .Values.sidecar.exporter.compression | quote }}
    timeout: {{ .Values.sidecar.exporter.timeout | quote }}
    {{- if .Values.sidecar.exporter.bearerTokenSecret.name }}
    auth:
      authenticator: bearertokenauth
    {{- end }}
    {{- if or .Values.sidecar.exporter.headers .Values.sidecar.exporter.headersFromSecret }}
    headers:
      {{- range $header, $value := .Values.sidecar.exporter.headers }}
      {{ $header | quote }}: {{ $value | replace "$" "$$" | quote }}
      {{- end }}
      {{- range $header, $secret := .Values.sidecar.exporter.headersFromSecret }}
      {{ $header | quote }}: {{ printf "${env:%s}" (upper (((printf "exporter-header-%s" $header) | replace "_" "__") | replace "-" "_")) | quote }}
      {{- end }}
    {{- end }}
    tls:
      insecure: {{ not .Values.sidecar.exporter.tls.enabled }}
      insecure_skip_verify: {{ .Values.sidecar.exporter.tls.insecureSkipVerify }}
      {{- with .Values.sidecar.exporter.tls.serverName }}
      server_name_override: {{ . | quote }}
      {{- end }}
      {{- if .Values.sidecar.exporter.tls.caSecret.name }}
      ca_file: {{ printf "/etc/botanu-sidecar/secrets/tls-ca/%s" .Values.sidecar.exporter.tls.caSecret.key | quote }}
      {{- end }}
      {{- if .Values.sidecar.exporter.tls.clientSecret.name }}
      cert_file: {{ printf "/etc/botanu-sidecar/secrets/tls-client/%s" .Values.sidecar.exporter.tls.clientSecret.certKey | quote }}
      key_file: {{ printf "/etc/botanu-sidecar/secrets/tls-client/%s" .Values.sidecar.exporter.tls.clientSecret.keyKey | quote }}
      {{- end }}
    retry_on_failure:
      initial_interval: {{ .Values.sidecar.exporter.retry.initialInterval | quote }}
      max_interval: {{ .Values.sidecar.exporter.retry.maxInterval | quote }}
      max_elapsed_time: {{ .Values.sidecar.exporter.retry.maxElapsedTime | quote }}
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
                host: localhost
                port: 8888
                without_scope_info: true
                without_type_suffix: false
                without_units: false
  extensions:
    - health_check
    {{- if .Values.sidecar.exporter.bearerTokenSecret.name }}
    - bearertokenauth
    {{- end }}
  pipelines:
    traces:
      receivers:
        - otlp
      processors:
        - memory_limiter
        - transform/run_id
        - attributes/run_id
      exporters:
        - {{ ternary "otlp_grpc" "otlp_http" (eq .Values.sidecar.exporter.protocol "grpc") | quote }}
    metrics:
      receivers:
        - otlp
      processors:
        - memory_limiter
      exporters:
        - {{ ternary "otlp_grpc" "otlp_http" (eq .Values.sidecar.exporter.protocol "grpc") | quote }}
    logs:
      receivers:
        - otlp
      processors:
        - memory_limiter
      exporters:
        - {{ ternary "otlp_grpc" "otlp_http" (eq .Values.sidecar.exporter.protocol "grpc") | quote }}
{{- end }}

{{- define "instrumented-app.antiAffinity" -}}
{{- if and (eq .Values.spread.by "antiAffinity") .Values.spread.required }}
podAntiAffinity:
  requiredDuringSchedulingIgnoredDuringExecution:
    - labelSelector:
        matchLabels:
          {{- include "instrumented-app.selectorLabels" . | nindent 10 }}
      topologyKey: {{ .Values.spread.topologyKey | quote }}
{{- end }}
{{- if and (eq .Values.spread.by "antiAffinity") (not .Values.spread.required) }}
podAntiAffinity:
  preferredDuringSchedulingIgnoredDuringExecution:
    - weight: 100
      podAffinityTerm:
        labelSelector:
          matchLabels:
            {{- include "instrumented-app.selectorLabels" . | nindent 12 }}
        topologyKey: {{ .Values.spread.topologyKey | quote }}
{{- end }}
{{- end }}

{{- define "instrumented-app.loading.PYTHONPATH" -}}
{{- ternary (compact (list (printf "%s/opentelemetry/instrumentation/auto_instrumentation" (ternary (.Values.agent.folder | default "/otel-auto-instrumentation-python") "/otel-auto-instrumentation-python" (eq .Values.injection "env"))) (include "instrumented-app.hooked.PYTHONPATH" .) (ternary (.Values.agent.folder | default "/otel-auto-instrumentation-python") "/otel-auto-instrumentation-python" (eq .Values.injection "env"))) | join ":") (include "instrumented-app.hooked.PYTHONPATH" .) (and (ne .Values.injection "operator") (not (and (eq .Values.injection "env") .Values.agent.wrapper))) }}
{{- end }}

{{- define "instrumented-app.hooked.PYTHONPATH" -}}
{{- ternary (compact (list (include "instrumented-app.given.PYTHONPATH" .) "/botanu") | join ":") (include "instrumented-app.given.PYTHONPATH" .) .Values.runId.enabled }}
{{- end }}

{{- define "instrumented-app.given.PYTHONPATH" -}}
{{- (ternary (get .Values.env "PYTHONPATH") "" (kindIs "string" (get .Values.env "PYTHONPATH"))) | default (ternary (get .Values.imageEnv "PYTHONPATH") "" (hasKey .Values.imageEnv "PYTHONPATH")) }}
{{- end }}

{{- define "instrumented-app.loading.JAVA_TOOL_OPTIONS" -}}
{{- ternary (printf "%s -javaagent:%s/javaagent.jar" (include "instrumented-app.hooked.JAVA_TOOL_OPTIONS" .) (ternary (.Values.agent.folder | default "/otel-auto-instrumentation-java") "/otel-auto-instrumentation-java-app" (eq .Values.injection "env"))) (include "instrumented-app.hooked.JAVA_TOOL_OPTIONS" .) (and (ne .Values.injection "operator") (not (and (eq .Values.injection "env") .Values.agent.wrapper))) }}
{{- end }}

{{- define "instrumented-app.hooked.JAVA_TOOL_OPTIONS" -}}
{{- include "instrumented-app.given.JAVA_TOOL_OPTIONS" . }}
{{- end }}

{{- define "instrumented-app.given.JAVA_TOOL_OPTIONS" -}}
{{- (ternary (get .Values.env "JAVA_TOOL_OPTIONS") "" (kindIs "string" (get .Values.env "JAVA_TOOL_OPTIONS"))) | default (ternary (get .Values.imageEnv "JAVA_TOOL_OPTIONS") "" (hasKey .Values.imageEnv "JAVA_TOOL_OPTIONS")) }}
{{- end }}

{{- define "instrumented-app.loading.NODE_OPTIONS" -}}
{{- ternary (printf "%s --require %s/autoinstrumentation.js" (include "instrumented-app.hooked.NODE_OPTIONS" .) (ternary (.Values.agent.folder | default "/otel-auto-instrumentation-nodejs") "/otel-auto-instrumentation-nodejs" (eq .Values.injection "env"))) (include "instrumented-app.hooked.NODE_OPTIONS" .) (and (ne .Values.injection "operator") (not (and (eq .Values.injection "env") .Values.agent.wrapper))) }}
{{- end }}

{{- define "instrumented-app.hooked.NODE_OPTIONS" -}}
{{- ternary (printf "%s --require /botanu/botanu-baggage.cjs" (include "instrumented-app.given.NODE_OPTIONS" .)) (include "instrumented-app.given.NODE_OPTIONS" .) .Values.runId.enabled }}
{{- end }}

{{- define "instrumented-app.given.NODE_OPTIONS" -}}
{{- (ternary (get .Values.env "NODE_OPTIONS") "" (kindIs "string" (get .Values.env "NODE_OPTIONS"))) | default (ternary (get .Values.imageEnv "NODE_OPTIONS") "" (hasKey .Values.imageEnv "NODE_OPTIONS")) }}
{{- end }}

{{- define "instrumented-app.loading.DOTNET_STARTUP_HOOKS" -}}
{{- ternary (compact (list (include "instrumented-app.hooked.DOTNET_STARTUP_HOOKS" .) (printf "%s/net/OpenTelemetry.AutoInstrumentation.StartupHook.dll" (ternary (.Values.agent.folder | default "/otel-auto-instrumentation-dotnet") "/otel-auto-instrumentation-dotnet" (eq .Values.injection "env")))) | join ":") (include "instrumented-app.hooked.DOTNET_STARTUP_HOOKS" .) (and (ne .Values.injection "operator") (not (and (eq .Values.injection "env") .Values.agent.wrapper))) }}
{{- end }}

{{- define "instrumented-app.hooked.DOTNET_STARTUP_HOOKS" -}}
{{- include "instrumented-app.given.DOTNET_STARTUP_HOOKS" . }}
{{- end }}

{{- define "instrumented-app.given.DOTNET_STARTUP_HOOKS" -}}
{{- (ternary (get .Values.env "DOTNET_STARTUP_HOOKS") "" (kindIs "string" (get .Values.env "DOTNET_STARTUP_HOOKS"))) | default (ternary (get .Values.imageEnv "DOTNET_STARTUP_HOOKS") "" (hasKey .Values.imageEnv "DOTNET_STARTUP_HOOKS")) }}
{{- end }}

{{- define "instrumented-app.loading.DOTNET_ADDITIONAL_DEPS" -}}
{{- ternary (compact (list (include "instrumented-app.hooked.DOTNET_ADDITIONAL_DEPS" .) (printf "%s/AdditionalDeps" (ternary (.Values.agent.folder | default "/otel-auto-instrumentation-dotnet") "/otel-auto-instrumentation-dotnet" (eq .Values.injection "env")))) | join ":") (include "instrumented-app.hooked.DOTNET_ADDITIONAL_DEPS" .) (and (ne .Values.injection "operator") (not (and (eq .Values.injection "env") .Values.agent.wrapper))) }}
{{- end }}

{{- define "instrumented-app.hooked.DOTNET_ADDITIONAL_DEPS" -}}
{{- include "instrumented-app.given.DOTNET_ADDITIONAL_DEPS" . }}
{{- end }}

{{- define "instrumented-app.given.DOTNET_ADDITIONAL_DEPS" -}}
{{- (ternary (get .Values.env "DOTNET_ADDITIONAL_DEPS") "" (kindIs "string" (get .Values.env "DOTNET_ADDITIONAL_DEPS"))) | default (ternary (get .Values.imageEnv "DOTNET_ADDITIONAL_DEPS") "" (hasKey .Values.imageEnv "DOTNET_ADDITIONAL_DEPS")) }}
{{- end }}

{{- define "instrumented-app.loading.DOTNET_SHARED_STORE" -}}
{{- ternary (compact (list (include "instrumented-app.hooked.DOTNET_SHARED_STORE" .) (printf "%s/store" (ternary (.Values.agent.folder | default "/otel-auto-instrumentation-dotnet") "/otel-auto-instrumentation-dotnet" (eq .Values.injection "env")))) | join ":") (include "instrumented-app.hooked.DOTNET_SHARED_STORE" .) (and (ne .Values.injection "operator") (not (and (eq .Values.injection "env") .Values.agent.wrapper))) }}
{{- end }}

{{- define "instrumented-app.hooked.DOTNET_SHARED_STORE" -}}
{{- include "instrumented-app.given.DOTNET_SHARED_STORE" . }}
{{- end }}

{{- define "instrumented-app.given.DOTNET_SHARED_STORE" -}}
{{- (ternary (get .Values.env "DOTNET_SHARED_STORE") "" (kindIs "string" (get .Values.env "DOTNET_SHARED_STORE"))) | default (ternary (get .Values.imageEnv "DOTNET_SHARED_STORE") "" (hasKey .Values.imageEnv "DOTNET_SHARED_STORE")) }}
{{- end }}
