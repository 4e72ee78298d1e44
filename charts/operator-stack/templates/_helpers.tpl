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

{{- define "operator-stack.millicores" -}}
{{- /* A Kubernetes quantity of processor time in thousandths of a core: 250m, 0.5, 2. */}}
{{- $quantity := toString . }}
{{- if hasSuffix "m" $quantity }}
{{- trimSuffix "m" $quantity | float64 | int64 }}
{{- else }}
{{- mulf ($quantity | float64) 1000.0 | int64 }}
{{- end }}
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
