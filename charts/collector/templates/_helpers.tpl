{{- /* The application's name in labels. */}}
{{- define "collector.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- /* The objects' name: the release's, with the chart's where the release does not say it already. Fifty
characters leave room for what Kubernetes appends to the names of pods. */}}
{{- define "collector.fullname" -}}
{{- $name := .Values.nameOverride | default .Chart.Name }}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else if contains $name .Release.Name }}
{{- .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 50 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "collector.labels" -}}
{{- include "collector.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" | quote }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "collector.selectorLabels" -}}
app.kubernetes.io/name: {{ include "collector.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- define "collector.bytes" -}}
{{- /* A Kubernetes quantity of memory in bytes: 512Mi, 1.5Gi, 1e9, 400M, 1048576. */}}
{{- $quantity := toString . }}
{{- $unit := regexFind "[A-Za-z]+$" (regexReplaceAll "^[0-9.]+(e[0-9]+)?" $quantity "") }}
{{- $factors := dict "" 1 "m" 0.001 "k" 1e3 "M" 1e6 "G" 1e9 "T" 1e12 "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 }}
{{- mulf (trimSuffix $unit $quantity | float64) (get $factors $unit | default 1 | float64) | int64 }}
{{- end }}

{{- define "collector.milliseconds" -}}
{{- /* A duration in milliseconds: 500ms, 10s, 1m30s, 2h. */}}
{{- $milliseconds := 0 }}
{{- range $part := regexFindAll "[0-9]+(ms|s|m|h)" (toString .) -1 }}
{{- $unit := regexFind "[a-z]+" $part }}
{{- $factor := get (dict "ms" 1 "s" 1000 "m" 60000 "h" 3600000) $unit }}
{{- $milliseconds = add $milliseconds (mul (trimSuffix $unit $part | int64) $factor) }}
{{- end }}
{{- $milliseconds }}
{{- end }}

{{- define "collector.millicores" -}}
{{- /* A Kubernetes quantity of processor time in thousandths of a core: 250m, 0.5, 2. */}}
{{- $quantity := toString . }}
{{- if hasSuffix "m" $quantity }}
{{- trimSuffix "m" $quantity | float64 | int64 }}
{{- else }}
{{- mulf ($quantity | float64) 1000.0 | int64 }}
{{- end }}
{{- end }}

{{- define "collector.isSetAt" -}}
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

{{- define "collector.config" -}}
{{- mustMergeOverwrite (include "collector.configFromSettings" . | fromYaml) .Values.config | toYaml }}
{{- end }}

{{- define "collector.configFromSettings" -}}
extensions:
  health_check:
    endpoint: :13133
  {{- if and (not .Values.gateway.enabled) .Values.exporter.bearerTokenSecret.name }}
  bearertokenauth:
    filename: {{ printf "/etc/botanu-collector/secrets/bearer-token/%s" .Values.exporter.bearerTokenSecret.key | quote }}
  {{- end }}
  {{- if eq .Values.delivery.mode "durable" }}
  file_storage:
    directory: /var/lib/botanu-collector
    fsync: {{ .Values.delivery.storage.fsync }}
    create_directory: true
    recreate: true
    compaction:
      on_start: true
      on_rebound: true
      directory: /var/lib/botanu-collector
      cleanup_on_start: true
  {{- end }}
receivers:
  otlp:
    protocols:
      {{- if .Values.otlp.grpc.enabled }}
      grpc:
        endpoint: {{ printf ":%d" (.Values.otlp.grpc.port | int64) | quote }}
        max_recv_msg_size_mib: {{ .Values.otlp.grpc.maxRequestMiB | int64 }}
      {{- end }}
      {{- if .Values.otlp.http.enabled }}
      http:
        endpoint: {{ printf ":%d" (.Values.otlp.http.port | int64) | quote }}
      {{- end }}
  {{- range $name, $receiver := .Values.receivers }}
  {{- if dig "enabled" true $receiver }}
  {{ $name | quote }}:
    {{- toYaml (dig "config" dict $receiver) | nindent 4 }}
  {{- end }}
  {{- end }}
processors:
  memory_limiter:
    check_interval: {{ .Values.memoryLimiter.checkInterval | quote }}
    limit_mib: {{ div (mul ((include "collector.bytes" .Values.collector.resources.limits.memory) | int64) (.Values.memoryLimiter.limitPercentage | int64)) 104857600 | int64 }}
    spike_limit_mib: {{ div (mul ((include "collector.bytes" .Values.collector.resources.limits.memory) | int64) (.Values.memoryLimiter.spikeLimitPercentage | int64)) 104857600 | int64 }}
  {{- if .Values.presets.kubernetesAttributes.enabled }}
  k8s_attributes:
    auth_type: serviceAccount
    {{- if eq .Values.collector.mode "daemonset" }}
    filter:
      node_from_env_var: K8S_NODE_NAME
    {{- end }}
    extract:
      metadata:
        {{- toYaml .Values.presets.kubernetesAttributes.metadata | nindent 8 }}
    pod_association:
      - sources:
          - from: resource_attribute
            name: k8s.pod.uid
      - sources:
          - from: resource_attribute
            name: k8s.pod.ip
      - sources:
          - from: connection
  {{- end }}
  {{- if and .Values.runId.enabled (or .Values.runId.validate .Values.runId.fromTracestate) }}
  transform/run_id:
    error_mode: ignore
    trace_statements:
      {{- if .Values.runId.validate }}
      - context: span
        conditions:
          - span.attributes["botanu.run_id"] != nil
        statements:
          - "delete_key(span.attributes, \"botanu.run_id\") where not IsMatch(span.attributes[\"botanu.run_id\"], \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$$\")"
      {{- end }}
      {{- if .Values.runId.fromTracestate }}
      - context: span
        conditions:
          - span.trace_state != "" and span.attributes["botanu.run_id"] == nil
        statements:
          - set(span.cache["run_id"], span.trace_state["botanu"])
          - "set(span.attributes[\"botanu.run_id\"], span.cache[\"run_id\"]) where IsMatch(span.cache[\"run_id\"], \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$$\")"
      {{- end }}
  {{- end }}
  {{- if .Values.runId.enabled }}
  attributes/run_id:
    include:
      match_type: strict
      attributes:
        - key: http.request.header.baggage
    actions:
      {{- if .Values.runId.fromHeader }}
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
  {{- if and .Values.test.enabled .Values.runId.enabled (or .Values.runId.fromHeader .Values.runId.fromTracestate) }}
  filter/helm_test:
    error_mode: ignore
    traces:
      span:
        - name == "botanu-helm-test" and attributes["botanu.run_id"] == nil
  {{- end }}
  {{- range $name, $processor := .Values.processors }}
  {{- if dig "enabled" true $processor }}
  {{ $name | quote }}:
    {{- toYaml (dig "config" dict $processor) | nindent 4 }}
  {{- end }}
  {{- end }}
exporters:
  {{- if .Values.gateway.enabled }}
  otlp_grpc/gateway:
    endpoint: {{ printf "%s-gateway.%s:4317" (include "collector.fullname" .) .Release.Namespace | quote }}
    compression: {{ .Values.gateway.compression | quote }}
    timeout: {{ printf "%ds" (include "collector.gatewayAnswerSeconds" . | int64) | quote }}
    keepalive:
      time: 20s
      timeout: 10s
    tls:
      insecure: true
    retry_on_failure:
      enabled: true
      multiplier: 1.5
      randomization_factor: 0.5
      initial_interval: {{ .Values.exporter.retry.initialInterval | quote }}
      max_interval: {{ .Values.exporter.retry.maxInterval | quote }}
      max_elapsed_time: {{ ternary "0s" .Values.exporter.retry.maxElapsedTime (eq .Values.delivery.mode "durable") | quote }}
    sending_queue:
      {{- if eq .Values.delivery.mode "sync" }}
      wait_for_result: true
      {{- end }}
      {{- if eq .Values.delivery.mode "durable" }}
      storage: file_storage
      {{- end }}
      block_on_overflow: true
      sizer: bytes
      queue_size: {{ include "collector.bytes" .Values.delivery.queue.size | int64 }}
      num_consumers: {{ .Values.delivery.queue.consumers | int64 }}
      batch:
        flush_timeout: {{ .Values.delivery.batch.timeout | quote }}
        min_size: {{ include "collector.bytes" .Values.delivery.batch.minSize | int64 }}
        max_size: {{ include "collector.bytes" .Values.delivery.batch.maxSize | int64 }}
  {{- if .Values.gateway.sampling.enabled }}
  load_balancing:
    routing_key: traceID
    resolver:
      dns:
        hostname: {{ printf "%s-gateway-pods.%s" (include "collector.fullname" .) .Release.Namespace | quote }}
        port: "4317"
    protocol:
      otlp:
        compression: {{ .Values.gateway.compression | quote }}
        timeout: {{ printf "%ds" (include "collector.gatewayAnswerSeconds" . | int64) | quote }}
        keepalive:
          time: 20s
          timeout: 10s
        tls:
          insecure: true
        retry_on_failure:
          enabled: false
        sending_queue:
          enabled: false
    retry_on_failure:
      enabled: true
      multiplier: 1.5
      randomization_factor: 0.5
      initial_interval: {{ .Values.exporter.retry.initialInterval | quote }}
      max_interval: {{ .Values.exporter.retry.maxInterval | quote }}
      max_elapsed_time: {{ ternary "0s" .Values.exporter.retry.maxElapsedTime (eq .Values.delivery.mode "durable") | quote }}
    sending_queue:
      {{- if eq .Values.delivery.mode "sync" }}
      wait_for_result: true
      {{- end }}
      {{- if eq .Values.delivery.mode "durable" }}
      storage: file_storage
      {{- end }}
      block_on_overflow: true
      sizer: bytes
      queue_size: {{ include "collector.bytes" .Values.delivery.queue.size | int64 }}
      num_consumers: {{ .Values.delivery.queue.consumers | int64 }}
      batch:
        flush_timeout: {{ .Values.delivery.batch.timeout | quote }}
        min_size: {{ include "collector.bytes" .Values.delivery.batch.minSize | int64 }}
        max_size: {{ include "collector.bytes" .Values.delivery.batch.maxSize | int64 }}
  {{- end }}
  {{- end }}
  {{- if not .Values.gateway.enabled }}
  {{ ternary "otlp_grpc" "otlp_http" (eq .Values.exporter.protocol "grpc") | quote }}:
    endpoint: {{ .Values.exporter.endpoint | replace "$" "$$" | quote }}
    compression: {{ .Values.exporter.compression | quote }}
    timeout: {{ .Values.exporter.timeout | quote }}
    {{- if .Values.exporter.bearerTokenSecret.name }}
    auth:
      authenticator: bearertokenauth
    {{- end }}
    {{- if or .Values.exporter.headers .Values.exporter.headersFromSecret }}
    headers:
      {{- range $header, $value := .Values.exporter.headers }}
      {{ $header | quote }}: {{ $value | replace "$" "$$" | quote }}
      {{- end }}
      {{- range $header, $secret := .Values.exporter.headersFromSecret }}
      {{ $header | quote }}: {{ printf "${env:%s}" (upper (((printf "exporter-header-%s" $header) | replace "_" "__") | replace "-" "_")) | quote }}
      {{- end }}
    {{- end }}
    tls:
      insecure: {{ not .Values.exporter.tls.enabled }}
      insecure_skip_verify: {{ .Values.exporter.tls.insecureSkipVerify }}
      {{- with .Values.exporter.tls.serverName }}
      server_name_override: {{ . | quote }}
      {{- end }}
      {{- if .Values.exporter.tls.caSecret.name }}
      ca_file: {{ printf "/etc/botanu-collector/secrets/tls-ca/%s" .Values.exporter.tls.caSecret.key | quote }}
      {{- end }}
      {{- if .Values.exporter.tls.clientSecret.name }}
      cert_file: {{ printf "/etc/botanu-collector/secrets/tls-client/%s" .Values.exporter.tls.clientSecret.certKey | quote }}
      key_file: {{ printf "/etc/botanu-collector/secrets/tls-client/%s" .Values.exporter.tls.clientSecret.keyKey | quote }}
      {{- end }}
    retry_on_failure:
      initial_interval: {{ .Values.exporter.retry.initialInterval | quote }}
      max_interval: {{ .Values.exporter.retry.maxInterval | quote }}
      max_elapsed_time: {{ ternary "0s" .Values.exporter.retry.maxElapsedTime (eq .Values.delivery.mode "durable") | quote }}
    sending_queue:
      {{- if eq .Values.delivery.mode "sync" }}
      wait_for_result: true
      {{- end }}
      {{- if eq .Values.delivery.mode "durable" }}
      storage: file_storage
      {{- end }}
      block_on_overflow: true
      sizer: bytes
      queue_size: {{ include "collector.bytes" .Values.delivery.queue.size | int64 }}
      num_consumers: {{ .Values.delivery.queue.consumers | int64 }}
      batch:
        flush_timeout: {{ .Values.delivery.batch.timeout | quote }}
        min_size: {{ include "collector.bytes" .Values.delivery.batch.minSize | int64 }}
        max_size: {{ include "collector.bytes" .Values.delivery.batch.maxSize | int64 }}
  {{- range $name, $exporter := .Values.exporters }}
  {{- if dig "enabled" true $exporter }}
  {{ $name | quote }}:
    {{- toYaml (dig "config" dict $exporter) | nindent 4 }}
  {{- end }}
  {{- end }}
  {{- end }}
service:
  telemetry:
    metrics:
      level: {{ ternary "detailed" "normal" .Values.monitoring.detailed | quote }}
      readers:
        - pull:
            exporter:
              prometheus:
                host: ""
                port: {{ .Values.monitoring.port | int64 }}
                without_scope_info: true
                without_type_suffix: false
                without_units: false
  extensions:
    - health_check
    {{- if and (not .Values.gateway.enabled) .Values.exporter.bearerTokenSecret.name }}
    - bearertokenauth
    {{- end }}
    {{- if eq .Values.delivery.mode "durable" }}
    - file_storage
    {{- end }}
  pipelines:
    {{- if .Values.pipelines.traces.enabled }}
    traces:
      receivers:
        - otlp
        {{- range $name, $receiver := .Values.receivers }}
        {{- if and (dig "enabled" true $receiver) (has "traces" (dig "pipelines" (list "traces") $receiver)) }}
        - {{ $name | quote }}
        {{- end }}
        {{- end }}
      processors:
        - memory_limiter
        {{- if .Values.presets.kubernetesAttributes.enabled }}
        - k8s_attributes
        {{- end }}
        {{- range $name, $processor := .Values.processors }}
        {{- if and (and (dig "enabled" true $processor) (has "traces" (dig "pipelines" (list "traces") $processor))) (eq (dig "position" "last" $processor) "first") }}
        - {{ $name | quote }}
        {{- end }}
        {{- end }}
        {{- if and .Values.runId.enabled (or .Values.runId.validate .Values.runId.fromTracestate) }}
        - transform/run_id
        {{- end }}
        {{- if .Values.runId.enabled }}
        - attributes/run_id
        {{- end }}
        {{- if and .Values.test.enabled .Values.runId.enabled (or .Values.runId.fromHeader .Values.runId.fromTracestate) }}
        - filter/helm_test
        {{- end }}
        {{- range $name, $processor := .Values.processors }}
        {{- if and (and (dig "enabled" true $processor) (has "traces" (dig "pipelines" (list "traces") $processor))) (eq (dig "position" "last" $processor) "last") }}
        - {{ $name | quote }}
        {{- end }}
        {{- end }}
      exporters:
        - {{ ternary (ternary "load_balancing" "otlp_grpc/gateway" .Values.gateway.sampling.enabled) (ternary "otlp_grpc" "otlp_http" (eq .Values.exporter.protocol "grpc")) .Values.gateway.enabled | quote }}
        {{- range $name, $exporter := .Values.exporters }}
        {{- if and (not $.Values.gateway.enabled) (and (dig "enabled" true $exporter) (has "traces" (dig "pipelines" (list "traces" "metrics" "logs") $exporter))) }}
        - {{ $name | quote }}
        {{- end }}
        {{- end }}
    {{- end }}
    {{- if .Values.pipelines.metrics.enabled }}
    metrics:
      receivers:
        - otlp
        {{- range $name, $receiver := .Values.receivers }}
        {{- if and (dig "enabled" true $receiver) (has "metrics" (dig "pipelines" (list "traces") $receiver)) }}
        - {{ $name | quote }}
        {{- end }}
        {{- end }}
      processors:
        - memory_limiter
        {{- if .Values.presets.kubernetesAttributes.enabled }}
        - k8s_attributes
        {{- end }}
        {{- range $name, $processor := .Values.processors }}
        {{- if and (and (dig "enabled" true $processor) (has "metrics" (dig "pipelines" (list "traces") $processor))) (eq (dig "position" "last" $processor) "first") }}
        - {{ $name | quote }}
        {{- end }}
        {{- end }}
        {{- range $name, $processor := .Values.processors }}
        {{- if and (and (dig "enabled" true $processor) (has "metrics" (dig "pipelines" (list "traces") $processor))) (eq (dig "position" "last" $processor) "last") }}
        - {{ $name | quote }}
        {{- end }}
        {{- end }}
      exporters:
        - {{ ternary "otlp_grpc/gateway" (ternary "otlp_grpc" "otlp_http" (eq .Values.exporter.protocol "grpc")) .Values.gateway.enabled | quote }}
        {{- range $name, $exporter := .Values.exporters }}
        {{- if and (not $.Values.gateway.enabled) (and (dig "enabled" true $exporter) (has "metrics" (dig "pipelines" (list "traces" "metrics" "logs") $exporter))) }}
        - {{ $name | quote }}
        {{- end }}
        {{- end }}
    {{- end }}
    {{- if .Values.pipelines.logs.enabled }}
    logs:
      receivers:
        - otlp
        {{- range $name, $receiver := .Values.receivers }}
        {{- if and (dig "enabled" true $receiver) (has "logs" (dig "pipelines" (list "traces") $receiver)) }}
        - {{ $name | quote }}
        {{- end }}
        {{- end }}
      processors:
        - memory_limiter
        {{- if .Values.presets.kubernetesAttributes.enabled }}
        - k8s_attributes
        {{- end }}
        {{- range $name, $processor := .Values.processors }}
        {{- if and (and (dig "enabled" true $processor) (has "logs" (dig "pipelines" (list "traces") $processor))) (eq (dig "position" "last" $processor) "first") }}
        - {{ $name | quote }}
        {{- end }}
        {{- end }}
        {{- range $name, $processor := .Values.processors }}
        {{- if and (and (dig "enabled" true $processor) (has "logs" (dig "pipelines" (list "traces") $processor))) (eq (dig "position" "last" $processor) "last") }}
        - {{ $name | quote }}
        {{- end }}
        {{- end }}
      exporters:
        - {{ ternary "otlp_grpc/gateway" (ternary "otlp_grpc" "otlp_http" (eq .Values.exporter.protocol "grpc")) .Values.gateway.enabled | quote }}
        {{- range $name, $exporter := .Values.exporters }}
        {{- if and (not $.Values.gateway.enabled) (and (dig "enabled" true $exporter) (has "logs" (dig "pipelines" (list "traces" "metrics" "logs") $exporter))) }}
        - {{ $name | quote }}
        {{- end }}
        {{- end }}
    {{- end }}
{{- end }}

{{- define "collector.gatewayAnswerSeconds" -}}
{{- ternary ((ternary 0 (mul (add (div (div ((include "collector.bytes" .Values.delivery.queue.size) | int64) ((include "collector.bytes" .Values.delivery.batch.minSize) | int64)) (.Values.delivery.queue.consumers | int64)) 1) (add (div (add ((include "collector.milliseconds" .Values.exporter.timeout) | int64) 999) 1000) (div (add ((include "collector.milliseconds" .Values.exporter.retry.maxElapsedTime) | int64) 999) 1000))) (eq ((include "collector.milliseconds" .Values.exporter.retry.maxElapsedTime) | int64) 0)) | int64) (include "collector.drainSeconds" . | int64) .Values.gateway.sampling.enabled }}
{{- end }}

{{- define "collector.drainSeconds" -}}
{{- mul (add (div (div ((include "collector.bytes" .Values.delivery.queue.size) | int64) ((include "collector.bytes" .Values.delivery.batch.minSize) | int64)) (.Values.delivery.queue.consumers | int64)) 1) (div (add ((include "collector.milliseconds" .Values.exporter.timeout) | int64) 999) 1000) }}
{{- end }}

{{- define "collector.image" -}}
{{- ternary (printf "%s/%s@%s" (.Values.global.imageRegistry | default .Values.image.registry) .Values.image.repository .Values.image.digest) (printf "%s/%s:%s" (.Values.global.imageRegistry | default .Values.image.registry) .Values.image.repository .Values.image.tag) (not (empty .Values.image.digest)) }}
{{- end }}

{{- define "collector.goMemoryLimitMiB" -}}
{{- div (mul ((include "collector.bytes" .Values.collector.resources.limits.memory) | int64) (sub (.Values.memoryLimiter.limitPercentage | int64) (.Values.memoryLimiter.spikeLimitPercentage | int64))) 104857600 }}
{{- end }}

{{- define "collector.pod" -}}
metadata:
  labels:
    {{- include "collector.selectorLabels" . | nindent 4 }}
    {{- with .Values.collector.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    {{- /* Of the configuration alone, so that a new version of the chart restarts nothing. */}}
    checksum/config: {{ toJson (include "collector.config" . | fromYaml) | sha256sum | quote }}
    {{- with .Values.collector.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ .Values.serviceAccount.name | default (ternary (include "collector.fullname" .) "default" .Values.serviceAccount.create) | quote }}
  automountServiceAccountToken: {{ .Values.presets.kubernetesAttributes.enabled }}
  enableServiceLinks: false
  {{- with .Values.collector.priorityClassName }}
  priorityClassName: {{ . | quote }}
  {{- end }}
  {{- with concat .Values.imagePullSecrets .Values.global.imagePullSecrets | uniq }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.collector.podSecurityContext (and (ne .Values.delivery.storage.type "none") .Values.delivery.storage.fsGroup) }}
  securityContext:
    {{- with .Values.collector.podSecurityContext }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if and (ne .Values.delivery.storage.type "none") .Values.delivery.storage.fsGroup }}
    fsGroup: {{ .Values.delivery.storage.fsGroup | int64 }}
    {{- end }}
  {{- end }}
  {{- /* Longer than the queue needs to be sent, so that a pod that ends takes nothing with it. */}}
  {{- if .Values.collector.shutdown.graceSeconds }}
  terminationGracePeriodSeconds: {{ .Values.collector.shutdown.graceSeconds | int64 }}
  {{- else }}
  terminationGracePeriodSeconds: {{ add (add (include "collector.agentDrainSeconds" . | int64) (.Values.collector.shutdown.preStopSeconds | int64)) 5 | int64 }}
  {{- end }}
  {{- with .Values.collector.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.collector.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.collector.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.collector.topologySpreadConstraints }}
  topologySpreadConstraints:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: collector
      image: {{ include "collector.image" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy | quote }}
      args:
        - --config=/etc/botanu-collector/config/collector.yaml
      env:
        - name: GOMEMLIMIT
          value: {{ printf "%dMiB" (include "collector.goMemoryLimitMiB" . | int64) | quote }}
        - name: GOGC
          value: {{ toString (.Values.collector.gogc | int64) | quote }}
        {{- if .Values.presets.kubernetesAttributes.enabled }}
        - name: K8S_NODE_NAME
          valueFrom:
            fieldRef:
              fieldPath: spec.nodeName
        {{- end }}
        {{- if not .Values.gateway.enabled }}
        {{- range $header, $secret := .Values.exporter.headersFromSecret }}
        - name: {{ upper (((printf "exporter-header-%s" $header) | replace "_" "__") | replace "-" "_") | quote }}
          valueFrom:
            secretKeyRef:
              name: {{ dig "name" "" $secret | quote }}
              key: {{ dig "key" "" $secret | quote }}
        {{- end }}
        {{- end }}
        {{- range $variable, $value := .Values.collector.extraEnv }}
        - name: {{ $variable | quote }}
          {{- if kindIs "string" $value }}
          value: {{ $value | toJson }}
          {{- end }}
          {{- if not (kindIs "string" $value) }}
          valueFrom:
            secretKeyRef:
              name: {{ dig "secret" "name" "" $value | quote }}
              key: {{ dig "secret" "key" "" $value | quote }}
          {{- end }}
        {{- end }}
      ports:
        {{- if .Values.otlp.grpc.enabled }}
        - name: otlp-grpc
          containerPort: {{ .Values.otlp.grpc.port | int64 }}
          {{- with .Values.otlp.grpc.hostPort }}
          hostPort: {{ . | int64 }}
          {{- end }}
        {{- end }}
        {{- if .Values.otlp.http.enabled }}
        - name: otlp-http
          containerPort: {{ .Values.otlp.http.port | int64 }}
          {{- with .Values.otlp.http.hostPort }}
          hostPort: {{ . | int64 }}
          {{- end }}
        {{- end }}
        - name: health
          containerPort: 13133
        - name: metrics
          containerPort: {{ .Values.monitoring.port | int64 }}
      resources:
        {{- if or .Values.collector.resources.requests.cpu .Values.collector.resources.requests.memory }}
        requests:
          {{- with .Values.collector.resources.requests.cpu }}
          cpu: {{ . | toJson }}
          {{- end }}
          {{- with .Values.collector.resources.requests.memory }}
          memory: {{ . | toJson }}
          {{- end }}
        {{- end }}
        limits:
          {{- with .Values.collector.resources.limits.cpu }}
          cpu: {{ . | toJson }}
          {{- end }}
          memory: {{ .Values.collector.resources.limits.memory | toJson }}
      startupProbe:
        httpGet:
          path: /
          port: health
        periodSeconds: 1
        failureThreshold: 60
      readinessProbe:
        httpGet:
          path: /
          port: health
        periodSeconds: 5
        failureThreshold: 2
      {{- /* Patient: to restart a collector that waits for its backend would lose what it waits with. */}}
      livenessProbe:
        httpGet:
          path: /
          port: health
        periodSeconds: 15
        failureThreshold: 6
        timeoutSeconds: 5
      {{- if .Values.collector.shutdown.preStopSeconds }}
      lifecycle:
        preStop:
          sleep:
            seconds: {{ .Values.collector.shutdown.preStopSeconds | int64 }}
      {{- end }}
      securityContext:
        {{- toYaml .Values.collector.securityContext | nindent 8 }}
      volumeMounts:
        - name: config
          mountPath: /etc/botanu-collector/config
          readOnly: true
        {{- if and (not .Values.gateway.enabled) .Values.exporter.tls.caSecret.name }}
        - name: tls-ca
          mountPath: /etc/botanu-collector/secrets/tls-ca
          readOnly: true
        {{- end }}
        {{- if and (not .Values.gateway.enabled) .Values.exporter.tls.clientSecret.name }}
        - name: tls-client
          mountPath: /etc/botanu-collector/secrets/tls-client
          readOnly: true
        {{- end }}
        {{- if and (not .Values.gateway.enabled) .Values.exporter.bearerTokenSecret.name }}
        - name: bearer-token
          mountPath: /etc/botanu-collector/secrets/bearer-token
          readOnly: true
        {{- end }}
        {{- if ne .Values.delivery.storage.type "none" }}
        - name: queue
          mountPath: /var/lib/botanu-collector
        {{- end }}
        {{- range $path, $mount := .Values.collector.extraVolumeMounts }}
        - mountPath: {{ $path | quote }}
          {{- with $mount }}
          {{- toYaml . | nindent 10 }}
          {{- end }}
        {{- end }}
    {{- range $name, $container := .Values.collector.extraContainers }}
    - name: {{ $name | quote }}
      {{- with $container }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    {{- end }}
  volumes:
    - name: config
      configMap:
        name: {{ include "collector.fullname" . | quote }}
    {{- if and (not .Values.gateway.enabled) .Values.exporter.tls.caSecret.name }}
    - name: tls-ca
      secret:
        secretName: {{ .Values.exporter.tls.caSecret.name | quote }}
    {{- end }}
    {{- if and (not .Values.gateway.enabled) .Values.exporter.tls.clientSecret.name }}
    - name: tls-client
      secret:
        secretName: {{ .Values.exporter.tls.clientSecret.name | quote }}
    {{- end }}
    {{- if and (not .Values.gateway.enabled) .Values.exporter.bearerTokenSecret.name }}
    - name: bearer-token
      secret:
        secretName: {{ .Values.exporter.bearerTokenSecret.name | quote }}
    {{- end }}
    {{- if and (ne .Values.delivery.storage.type "none") (eq .Values.delivery.storage.type "emptyDir") }}
    - name: queue
      emptyDir:
        sizeLimit: {{ .Values.delivery.storage.size | toJson }}
    {{- end }}
    {{- if and (ne .Values.delivery.storage.type "none") (eq .Values.delivery.storage.type "hostPath") }}
    - name: queue
      hostPath:
        path: {{ .Values.delivery.storage.hostPath | quote }}
        type: DirectoryOrCreate
    {{- end }}
    {{- range $name, $volume := .Values.collector.extraVolumes }}
    - name: {{ $name | quote }}
      {{- with $volume }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    {{- end }}
{{- end }}

{{- define "collector.agentDrainSeconds" -}}
{{- add (include "collector.drainSeconds" . | int64) ((ternary (include "collector.gatewayAnswerSeconds" . | int64) 0 .Values.gateway.enabled) | int64) }}
{{- end }}

{{- define "collector.gatewayLabels" -}}
{{- mustMergeOverwrite (include "collector.labels" . | fromYaml) (dict
    "app.kubernetes.io/name" (printf "%s-gateway" (get (include "collector.selectorLabels" . | fromYaml) "app.kubernetes.io/name"))) | toYaml }}
{{- end }}

{{- define "collector.gatewayConfig" -}}
{{- mustMergeOverwrite (include "collector.gatewayConfigFromSettings" . | fromYaml) .Values.gateway.config | toYaml }}
{{- end }}

{{- define "collector.gatewayConfigFromSettings" -}}
extensions:
  health_check:
    endpoint: :13133
  {{- if .Values.exporter.bearerTokenSecret.name }}
  bearertokenauth:
    filename: {{ printf "/etc/botanu-collector/secrets/bearer-token/%s" .Values.exporter.bearerTokenSecret.key | quote }}
  {{- end }}
receivers:
  otlp:
    protocols:
      grpc:
        endpoint: :4317
        max_recv_msg_size_mib: {{ add (div ((include "collector.bytes" .Values.delivery.batch.maxSize) | int64) 1048576) (add (.Values.otlp.grpc.maxRequestMiB | int64) 1) | int64 }}
        keepalive:
          server_parameters:
            max_connection_age: 60s
            max_connection_age_grace: {{ printf "%ds" (include "collector.gatewayAnswerSeconds" . | int64) | quote }}
          enforcement_policy:
            min_time: 10s
            permit_without_stream: true
processors:
  memory_limiter:
    check_interval: {{ .Values.memoryLimiter.checkInterval | quote }}
    limit_mib: {{ div (mul ((include "collector.bytes" .Values.gateway.resources.limits.memory) | int64) (.Values.memoryLimiter.limitPercentage | int64)) 104857600 | int64 }}
    spike_limit_mib: {{ div (mul ((include "collector.bytes" .Values.gateway.resources.limits.memory) | int64) (.Values.memoryLimiter.spikeLimitPercentage | int64)) 104857600 | int64 }}
  {{- if .Values.gateway.sampling.enabled }}
  tail_sampling:
    decision_wait: {{ .Values.gateway.sampling.decisionWait | quote }}
    num_traces: {{ .Values.gateway.sampling.maxTraces | int64 }}
    block_on_overflow: true
    decision_cache:
      sampled_cache_size: {{ add (.Values.gateway.sampling.maxTraces | int64) (.Values.gateway.sampling.maxTraces | int64) | int64 }}
      non_sampled_cache_size: {{ add (.Values.gateway.sampling.maxTraces | int64) (.Values.gateway.sampling.maxTraces | int64) | int64 }}
    policies:
      - name: runs
        type: ottl_condition
        ottl_condition:
          error_mode: ignore
          span:
            - span.attributes["botanu.run_id"] != nil
      - name: errors
        type: status_code
        status_code:
          status_codes:
            - ERROR
      - name: others
        type: probabilistic
        probabilistic:
          sampling_percentage: {{ .Values.gateway.sampling.percentage | int64 }}
      {{- range $policyName, $policy := .Values.gateway.sampling.policies }}
      - name: {{ $policyName | quote }}
        {{- with $policy }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
  {{- end }}
exporters:
  {{ ternary "otlp_grpc" "otlp_http" (eq .Values.exporter.protocol "grpc") | quote }}:
    endpoint: {{ .Values.exporter.endpoint | replace "$" "$$" | quote }}
    compression: {{ .Values.exporter.compression | quote }}
    timeout: {{ .Values.exporter.timeout | quote }}
    {{- if .Values.exporter.bearerTokenSecret.name }}
    auth:
      authenticator: bearertokenauth
    {{- end }}
    {{- if or .Values.exporter.headers .Values.exporter.headersFromSecret }}
    headers:
      {{- range $header, $value := .Values.exporter.headers }}
      {{ $header | quote }}: {{ $value | replace "$" "$$" | quote }}
      {{- end }}
      {{- range $header, $secret := .Values.exporter.headersFromSecret }}
      {{ $header | quote }}: {{ printf "${env:%s}" (upper (((printf "exporter-header-%s" $header) | replace "_" "__") | replace "-" "_")) | quote }}
      {{- end }}
    {{- end }}
    tls:
      insecure: {{ not .Values.exporter.tls.enabled }}
      insecure_skip_verify: {{ .Values.exporter.tls.insecureSkipVerify }}
      {{- with .Values.exporter.tls.serverName }}
      server_name_override: {{ . | quote }}
      {{- end }}
      {{- if .Values.exporter.tls.caSecret.name }}
      ca_file: {{ printf "/etc/botanu-collector/secrets/tls-ca/%s" .Values.exporter.tls.caSecret.key | quote }}
      {{- end }}
      {{- if .Values.exporter.tls.clientSecret.name }}
      cert_file: {{ printf "/etc/botanu-collector/secrets/tls-client/%s" .Values.exporter.tls.clientSecret.certKey | quote }}
      key_file: {{ printf "/etc/botanu-collector/secrets/tls-client/%s" .Values.exporter.tls.clientSecret.keyKey | quote }}
      {{- end }}
    retry_on_failure:
      enabled: {{ .Values.gateway.sampling.enabled }}
      initial_interval: {{ .Values.exporter.retry.initialInterval | quote }}
      max_interval: {{ .Values.exporter.retry.maxInterval | quote }}
      max_elapsed_time: {{ .Values.exporter.retry.maxElapsedTime | quote }}
    sending_queue:
      wait_for_result: true
      block_on_overflow: true
      sizer: bytes
      queue_size: {{ include "collector.bytes" .Values.delivery.queue.size | int64 }}
      num_consumers: {{ .Values.delivery.queue.consumers | int64 }}
      batch:
        flush_timeout: {{ .Values.delivery.batch.timeout | quote }}
        min_size: {{ include "collector.bytes" .Values.delivery.batch.minSize | int64 }}
        max_size: {{ include "collector.bytes" .Values.delivery.batch.maxSize | int64 }}
  {{- range $name, $exporter := .Values.exporters }}
  {{- if dig "enabled" true $exporter }}
  {{ $name | quote }}:
    {{- toYaml (dig "config" dict $exporter) | nindent 4 }}
  {{- end }}
  {{- end }}
service:
  telemetry:
    metrics:
      readers:
        - pull:
            exporter:
              prometheus:
                host: ""
                port: {{ .Values.monitoring.port | int64 }}
                without_scope_info: true
                without_type_suffix: false
                without_units: false
  extensions:
    - health_check
    {{- if .Values.exporter.bearerTokenSecret.name }}
    - bearertokenauth
    {{- end }}
  pipelines:
    {{- if .Values.pipelines.traces.enabled }}
    traces:
      receivers:
        - otlp
      processors:
        - memory_limiter
        {{- if .Values.gateway.sampling.enabled }}
        - tail_sampling
        {{- end }}
      exporters:
        - {{ ternary "otlp_grpc" "otlp_http" (eq .Values.exporter.protocol "grpc") | quote }}
        {{- range $name, $exporter := .Values.exporters }}
        {{- if and (dig "enabled" true $exporter) (has "traces" (dig "pipelines" (list "traces" "metrics" "logs") $exporter)) }}
        - {{ $name | quote }}
        {{- end }}
        {{- end }}
    {{- end }}
    {{- if .Values.pipelines.metrics.enabled }}
    metrics:
      receivers:
        - otlp
      processors:
        - memory_limiter
      exporters:
        - {{ ternary "otlp_grpc" "otlp_http" (eq .Values.exporter.protocol "grpc") | quote }}
        {{- range $name, $exporter := .Values.exporters }}
        {{- if and (dig "enabled" true $exporter) (has "metrics" (dig "pipelines" (list "traces" "metrics" "logs") $exporter)) }}
        - {{ $name | quote }}
        {{- end }}
        {{- end }}
    {{- end }}
    {{- if .Values.pipelines.logs.enabled }}
    logs:
      receivers:
        - otlp
      processors:
        - memory_limiter
      exporters:
        - {{ ternary "otlp_grpc" "otlp_http" (eq .Values.exporter.protocol "grpc") | quote }}
        {{- range $name, $exporter := .Values.exporters }}
        {{- if and (dig "enabled" true $exporter) (has "logs" (dig "pipelines" (list "traces" "metrics" "logs") $exporter)) }}
        - {{ $name | quote }}
        {{- end }}
        {{- end }}
    {{- end }}
{{- end }}

{{- define "collector.gatewayGoMemoryLimitMiB" -}}
{{- div (mul ((include "collector.bytes" .Values.gateway.resources.limits.memory) | int64) (sub (.Values.memoryLimiter.limitPercentage | int64) (.Values.memoryLimiter.spikeLimitPercentage | int64))) 104857600 }}
{{- end }}

{{- define "collector.gatewaySelectorLabels" -}}
{{- mustMergeOverwrite (include "collector.selectorLabels" . | fromYaml) (dict
    "app.kubernetes.io/name" (printf "%s-gateway" (get (include "collector.selectorLabels" . | fromYaml) "app.kubernetes.io/name"))) | toYaml }}
{{- end }}

{{- define "collector.gatewayPod" -}}
metadata:
  labels:
    {{- include "collector.gatewaySelectorLabels" . | nindent 4 }}
    {{- with .Values.gateway.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    {{- /* Of the configuration alone, so that a new version of the chart restarts nothing. */}}
    checksum/config: {{ toJson (include "collector.gatewayConfig" . | fromYaml) | sha256sum | quote }}
    {{- with .Values.gateway.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ .Values.serviceAccount.name | default (ternary (include "collector.fullname" .) "default" .Values.serviceAccount.create) | quote }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with .Values.gateway.priorityClassName }}
  priorityClassName: {{ . | quote }}
  {{- end }}
  {{- with concat .Values.imagePullSecrets .Values.global.imagePullSecrets | uniq }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if .Values.collector.podSecurityContext }}
  securityContext:
    {{- with .Values.collector.podSecurityContext }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  {{- /* Longer than the queue needs to be sent, so that a pod that ends takes nothing with it. */}}
  terminationGracePeriodSeconds: {{ add (add (include "collector.drainSeconds" . | int64) (.Values.collector.shutdown.preStopSeconds | int64)) 5 | int64 }}
  {{- with .Values.gateway.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.gateway.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.gateway.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if .Values.gateway.topologySpreadConstraints }}
  topologySpreadConstraints:
    {{- toYaml .Values.gateway.topologySpreadConstraints | nindent 4 }}
  {{- else }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "collector.gatewaySelectorLabels" . | nindent 10 }}
  {{- end }}
  containers:
    - name: collector
      image: {{ include "collector.image" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy | quote }}
      args:
        - --config=/etc/botanu-collector/config/collector.yaml
      env:
        - name: GOMEMLIMIT
          value: {{ printf "%dMiB" (include "collector.gatewayGoMemoryLimitMiB" . | int64) | quote }}
        - name: GOGC
          value: {{ toString (.Values.collector.gogc | int64) | quote }}
        {{- range $header, $secret := .Values.exporter.headersFromSecret }}
        - name: {{ upper (((printf "exporter-header-%s" $header) | replace "_" "__") | replace "-" "_") | quote }}
          valueFrom:
            secretKeyRef:
              name: {{ dig "name" "" $secret | quote }}
              key: {{ dig "key" "" $secret | quote }}
        {{- end }}
        {{- range $variable, $value := .Values.gateway.extraEnv }}
        - name: {{ $variable | quote }}
          {{- if kindIs "string" $value }}
          value: {{ $value | toJson }}
          {{- end }}
          {{- if not (kindIs "string" $value) }}
          valueFrom:
            secretKeyRef:
              name: {{ dig "secret" "name" "" $value | quote }}
              key: {{ dig "secret" "key" "" $value | quote }}
          {{- end }}
        {{- end }}
      ports:
        - name: otlp-grpc
          containerPort: 4317
        - name: health
          containerPort: 13133
        - name: metrics
          containerPort: {{ .Values.monitoring.port | int64 }}
      resources:
        {{- if or .Values.gateway.resources.requests.cpu .Values.gateway.resources.requests.memory }}
        requests:
          {{- with .Values.gateway.resources.requests.cpu }}
          cpu: {{ . | toJson }}
          {{- end }}
          {{- with .Values.gateway.resources.requests.memory }}
          memory: {{ . | toJson }}
          {{- end }}
        {{- end }}
        limits:
          {{- with .Values.gateway.resources.limits.cpu }}
          cpu: {{ . | toJson }}
          {{- end }}
          memory: {{ .Values.gateway.resources.limits.memory | toJson }}
      startupProbe:
        httpGet:
          path: /
          port: health
        periodSeconds: 1
        failureThreshold: 60
      readinessProbe:
        httpGet:
          path: /
          port: health
        periodSeconds: 5
        failureThreshold: 2
      {{- /* Patient: to restart a collector that waits for its backend would lose what it waits with. */}}
      livenessProbe:
        httpGet:
          path: /
          port: health
        periodSeconds: 15
        failureThreshold: 6
        timeoutSeconds: 5
      {{- if .Values.collector.shutdown.preStopSeconds }}
      lifecycle:
        preStop:
          sleep:
            seconds: {{ .Values.collector.shutdown.preStopSeconds | int64 }}
      {{- end }}
      securityContext:
        {{- toYaml .Values.collector.securityContext | nindent 8 }}
      volumeMounts:
        - name: config
          mountPath: /etc/botanu-collector/config
          readOnly: true
        {{- if .Values.exporter.tls.caSecret.name }}
        - name: tls-ca
          mountPath: /etc/botanu-collector/secrets/tls-ca
          readOnly: true
        {{- end }}
        {{- if .Values.exporter.tls.clientSecret.name }}
        - name: tls-client
          mountPath: /etc/botanu-collector/secrets/tls-client
          readOnly: true
        {{- end }}
        {{- if .Values.exporter.bearerTokenSecret.name }}
        - name: bearer-token
          mountPath: /etc/botanu-collector/secrets/bearer-token
          readOnly: true
        {{- end }}
        {{- range $path, $mount := .Values.gateway.extraVolumeMounts }}
        - mountPath: {{ $path | quote }}
          {{- with $mount }}
          {{- toYaml . | nindent 10 }}
          {{- end }}
        {{- end }}
    {{- range $name, $container := .Values.gateway.extraContainers }}
    - name: {{ $name | quote }}
      {{- with $container }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    {{- end }}
  volumes:
    - name: config
      configMap:
        name: {{ printf "%s-gateway" (include "collector.fullname" .) | quote }}
    {{- if .Values.exporter.tls.caSecret.name }}
    - name: tls-ca
      secret:
        secretName: {{ .Values.exporter.tls.caSecret.name | quote }}
    {{- end }}
    {{- if .Values.exporter.tls.clientSecret.name }}
    - name: tls-client
      secret:
        secretName: {{ .Values.exporter.tls.clientSecret.name | quote }}
    {{- end }}
    {{- if .Values.exporter.bearerTokenSecret.name }}
    - name: bearer-token
      secret:
        secretName: {{ .Values.exporter.bearerTokenSecret.name | quote }}
    {{- end }}
    {{- range $name, $volume := .Values.gateway.extraVolumes }}
    - name: {{ $name | quote }}
      {{- with $volume }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    {{- end }}
{{- end }}

{{- define "collector.backendPort" -}}
{{- ternary ((regexReplaceAll `^(https?://)?([A-Za-z0-9_]([-A-Za-z0-9_.]*[A-Za-z0-9_.])?|\[[0-9a-fA-F:.]+\]):([0-9]+)(/.*)?$` .Values.exporter.endpoint "${4}") | int64) ((ternary 80 443 (regexMatch "^http://" .Values.exporter.endpoint)) | int64) (regexMatch `^(https?://)?([A-Za-z0-9_]([-A-Za-z0-9_.]*[A-Za-z0-9_.])?|\[[0-9a-fA-F:.]+\]):([0-9]+)(/.*)?$` .Values.exporter.endpoint) }}
{{- end }}

{{- define "collector.metricsSelector" -}}
{{- printf `namespace="%s",job="%s/%s",container="collector"` .Release.Namespace .Release.Namespace (include "collector.fullname" .) }}
{{- end }}
