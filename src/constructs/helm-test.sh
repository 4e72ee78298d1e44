# What `helm test` runs. BusyBox is all it has: sh, awk, cat, cut, date, mkfifo, nc, nslookup, printf, rm, sed, sleep,
# timeout, tr, wc, wget. Kubernetes reads two dollars in a row as one, so there are none here.
set -u
say() { printf '%s\n' "$*"; }
fail() {
  say "FAILED: $1"
  shift
  for line in "$@"; do say "  $line"; done
  exit 1
}
# The search domain of a pod begins with its namespace; nslookup of BusyBox does not search by itself.
domain=$(sed -n 's/^search \([^ ]*\).*/\1/p' /etc/resolv.conf)
addresses() { nslookup "$COLLECTORS.$domain" 2>/dev/null | sed -n '/^Name:/,$s/^Address[^:]*: *\([^ ]*\).*/\1/p'; }
# All counters of all collectors, in one file.
scrape() {
  : >"$1"
  for address in $collectors; do
    case $address in *:*) host="[$address]" ;; *) host=$address ;; esac
    timeout 10 wget -q -O - "http://$host:$METRICS_PORT/metrics" >>"$1" || fail \
      "The collector at $address does not tell its metrics on port $METRICS_PORT." \
      'Has it just been replaced? Then try again. Does a network policy keep this pod away (networkPolicy.metricsFrom)?'
  done
}
# The sum of a counter in such a file, over the series with a label; without series, 0.
count() {
  awk -v name="$2{" -v label="$3" 'index($0, name) == 1 && index($0, label) { sum += $NF } END { printf "%.0f\n", sum }' "$1"
}
sent() { count "$1" otelcol_exporter_sent_spans_total "exporter=\"$EXPORTER\""; }
failed() { count "$1" otelcol_exporter_send_failed_spans_total "exporter=\"$EXPORTER\""; }
dropped() { count "$1" otelcol_processor_filter_spans_filtered_total 'filter="filter/helm_test"'; }
random() { read -r uuid </proc/sys/kernel/random/uuid && say "$uuid"; }
hexadecimal() { random | tr -d - | cut -c "1-$1"; }
new_run_id() {
  milliseconds=$(printf '%012x' $(($(date +%s) * 1000)))
  tail=$(random)
  say "${milliseconds%????}-${milliseconds#????????}-7${tail#*-*-?}"
}
# A span: its trace state, and an attribute beside the one that says where it comes from.
span() {
  now=$(date +%s)
  printf '{"traceId":"%s","spanId":"%s","name":"%s","kind":2,"traceState":"%s",' "$(hexadecimal 32)" "$(hexadecimal 16)" "$SPAN" "$1"
  printf '"startTimeUnixNano":"%s000000000","endTimeUnixNano":"%s000000001",' "$now" "$now"
  printf '"attributes":[{"key":"botanu.helm_test","value":{"boolValue":true}}%s]}' "$2"
}
request() {
  printf '{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"helm-test"}},'
  printf '{"key":"botanu.helm_test.release","value":{"stringValue":"%s"}}]},"scopeSpans":[{"spans":[' "$RELEASE"
  span '' ''
  if [ -n "${FROM_HEADER:-}" ]; then
    printf ,
    span '' ",{\"key\":\"http.request.header.baggage\",\"value\":{\"arrayValue\":{\"values\":[{\"stringValue\":\"botanu.run_id=$run_id\"}]}}}"
  fi
  if [ -n "${FROM_TRACESTATE:-}" ]; then
    printf ,
    span "botanu=$run_id" ''
  fi
  printf ']}]}]}'
}
# wget of BusyBox keeps the words of a refusal to itself, so this is nc. Its input stays open until there is an answer:
# a collector takes a closed one for a client that has gone.
post() {
  request >request
  length=$(wc -c <request)
  rm -f to_collector
  mkfifo to_collector
  timeout "$PATIENCE" nc "$COLLECTOR" "$HTTP_PORT" <to_collector >answer &
  exchange=$!
  exec 3<>to_collector
  printf 'POST /v1/traces HTTP/1.0\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n' "$COLLECTOR" "$length" >&3
  cat request >&3
  wait "$exchange" 2>/dev/null
  exchanged=$?
  exec 3>&-
  status=$(sed -n '1s/^HTTP[^ ]* \([0-9]*\).*/\1/p' answer)
  body=$(sed '1,/^.\{0,1\}$/d' answer)
}
say "Release $RELEASE: looking for its collectors ($COLLECTORS.$domain)."
collectors=$(addresses)
waited=0
while [ -z "$collectors" ] && [ "$waited" -lt "$PATIENCE" ]; do
  sleep 1
  waited=$((waited + 1))
  collectors=$(addresses)
done
[ -n "$collectors" ] || fail \
  "No collector is ready, or the name $COLLECTORS.$domain is not known." \
  'See what keeps them: kubectl describe pods, kubectl logs. A network policy must let this pod ask for names (port 53).'
say "They are at: $(say "$collectors" | tr '\n' ' ')"
scrape before
say "Their metrics can be read on port $METRICS_PORT."
if [ -z "${SPAN:-}" ]; then
  for port in ${GRPC_PORT:-} ${HTTP_PORT:-}; do
    timeout 10 nc -w 5 "$COLLECTOR" "$port" </dev/null >/dev/null || fail \
      "Nobody takes connections at $COLLECTOR:$port." \
      'A node-local Service leads only to the collector of the same node: is there one?'
    say "Connections are taken at $COLLECTOR:$port."
  done
  say "So far $(sent before) spans were sent to $BACKEND, and $(failed before) could not be."
  say 'PASSED, as far as this goes: no span was followed. That needs otlp.http.enabled and pipelines.traces.enabled.'
  exit 0
fi
run_id=$(new_run_id)
with_run_id=0
[ -z "${FROM_HEADER:-}" ] || with_run_id=$((with_run_id + 1))
[ -z "${FROM_TRACESTATE:-}" ] || with_run_id=$((with_run_id + 1))
say "Sending one span without a run, and $with_run_id of run $run_id, to http://$COLLECTOR:$HTTP_PORT/v1/traces."
post
if [ -z "$status" ] && [ "$exchanged" -eq 1 ]; then
  fail "Nobody takes connections at $COLLECTOR:$HTTP_PORT." \
    'A node-local Service leads only to the collector of the same node: is there one, and is it ready?' \
    'Does a network policy keep this pod away (networkPolicy.ingressFrom)?'
fi
if [ -z "$status" ]; then
  [ "$DELIVERY" = sync ] && [ -z "${SAMPLING:-}" ] && fail "No answer within $PATIENCE seconds." \
    "Delivery is sync: the collector answers when the backend has. So $BACKEND is away, or does not answer." \
    'The logs of the collector say which: kubectl logs.'
  fail "No answer within $PATIENCE seconds." 'The logs of the collector may say why: kubectl logs.'
fi
if [ "$status" != 200 ]; then
  fail "Refused: HTTP $status. The collector says:" "$body" \
    "Delivery is $DELIVERY, and the backend is $BACKEND. Mind exporter.endpoint, exporter.tls, and its Secrets."
fi
say 'Accepted (HTTP 200).'
scrape after
if [ "$with_run_id" -gt 0 ]; then
  more=$(($(dropped after) - $(dropped before)))
  [ "$more" -ne 0 ] || fail \
    'The span without a run was not held back, so the collectors do not look for run_id at all.' \
    'Does `config` replace the processors of the pipeline of traces? They must hold those of run_id, and filter/helm_test.'
  [ "$more" -eq 1 ] || fail \
    "Of $with_run_id spans of a run, $((more - 1)) got no botanu.run_id (or another test ran at the same time)." \
    'Do `config` or `processors` take away the run_id stage, the header http.request.header.baggage, or tracestate?'
  say 'run_id is written: the spans of the run have botanu.run_id, and the one without a run was held back.'
  expected=$with_run_id
else
  say 'run_id is not looked for (runId.enabled, runId.fromHeader and runId.fromTracestate).'
  expected=1
fi
waited=0
while true; do
  more=$(($(failed after) - $(failed before)))
  [ "$more" -le 0 ] || fail "$more spans could not be sent to $BACKEND, for good." \
    'The logs of the collector say why: kubectl logs. Mind exporter.endpoint, exporter.tls, and its Secrets.'
  more=$(($(sent after) - $(sent before)))
  [ "$more" -lt "$expected" ] || break
  [ "$waited" -lt "$PATIENCE" ] || fail \
    "Accepted, but not sent to $BACKEND within $PATIENCE seconds (test.patienceSeconds)." \
    "Delivery is $DELIVERY, so the collector keeps the spans and tries again. Why it has to, its logs say: kubectl logs." \
    'A processor of your own that samples or drops spans has the same effect.'
  sleep 1
  waited=$((waited + 1))
  scrape after
done
if [ -n "${SAMPLING:-}" ]; then
  say "Sent: the gateway has the spans. It samples, so it has answered before $BACKEND; whether that takes them was not followed."
elif [ -n "${GATEWAY:-}" ]; then
  say "Sent: the gateway has the spans, and it answers when $BACKEND has accepted."
else
  say "Sent: $BACKEND has accepted. Look for service.name helm-test and botanu.run_id $run_id there."
fi
say 'PASSED.'
