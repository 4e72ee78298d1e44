# What the Jobs run that bring objects of the operator into the cluster, and take them away. BusyBox and kubectl is
# all they have. Kubernetes reads two dollars in a row as one, so there are none here.
set -u
say() { printf '%s\n' "$*"; }
fail() {
  {
    say "FAILED: $1"
    shift
    for line in "$@"; do say "  $line"; done
  } >&2
  exit 1
}
# Its own --request-timeout makes it forget that it is in a cluster.
kubectl() { timeout 30 kubectl "$@"; }
seconds() { cut -d. -f1 /proc/uptime; }
deadline=$(($(seconds) + PATIENCE))
is_over() { [ "$(seconds)" -ge "$deadline" ]; }
OBJECTS=/objects/objects.yaml
# Of this very release: another one may have the same name in another namespace.
OURS="app.kubernetes.io/instance=$RELEASE,botanu.ai/installed-from=$NAMESPACE"
COLUMNS=KIND:.kind,NAMESPACE:.metadata.namespace,NAME:.metadata.name
# Kind, namespace and name of objects, a line each.
names() {
  kubectl get "$@" --no-headers --output "custom-columns=$COLUMNS" >/tmp/table 2>/tmp/why || return 1
  awk '{ print $1, $2, $3 }' /tmp/table
}
# Which kinds of ours the cluster knows, separated by commas: none where no operator has ever been.
kinds() {
  # It also complains of groups that are not ours.
  kubectl api-resources --api-group=opentelemetry.io --output=name >/tmp/kinds 2>/tmp/why || [ -s /tmp/kinds ] || return 1
  for kind in $KINDS; do
    if grep -qxF "$kind" /tmp/kinds; then printf '%s,' "$kind"; fi
  done | sed 's/,$//'
}
# The objects of this release. That they cannot be read must not look as if there were none.
ours() {
  known=$(kinds) || return 1
  [ -z "$known" ] || names "$known" --all-namespaces --selector "$OURS"
}
not_read() { fail 'The objects of this release cannot be read:' "$(cat /tmp/why)"; }
# ------------------------------------------------------------------------------------------------------------ apply
# The server is asked to do all but to store them. That goes through name, endpoints, certificate and answer of the
# webhook, and through the checks of the operator; whatever runs beside that only says that it should work.
try() { kubectl apply --server-side --force-conflicts --field-manager=botanu-operator-stack --filename "$OBJECTS" "$@" >/tmp/said 2>&1; }
# What is applied onto an object that is being removed goes with it: Helm removes some when install.mode changes.
none_leaves() {
  kubectl get --filename "$OBJECTS" --ignore-not-found --no-headers --output custom-columns=LEAVES:.metadata.deletionTimestamp \
    >/tmp/leaves 2>/tmp/why || return 0
  grep -qv '<none>' /tmp/leaves || return 0
  say 'an object of the same name is still being removed' >/tmp/said
  return 1
}
apply() {
  if grep -q '^items:' "$OBJECTS"; then
    said=
    until none_leaves && try --dry-run=server && try; do
      # Who has been answered need not ask again.
      if grep -qE 'denied the request|is invalid:|strict decoding error' /tmp/said; then
        fail 'The cluster does not take these objects, and nothing of them was applied:' "$(cat /tmp/said)"
      fi
      now=$(tail -n 1 /tmp/said)
      [ "$now" = "$said" ] || say "Not yet: $now"
      said=$now
      is_over && fail "The operator did not take the objects within $PATIENCE seconds (install.timeoutSeconds). The last answer was:" \
        "$(cat /tmp/said)" \
        "See what keeps it: kubectl get pods --all-namespaces --selector app.kubernetes.io/name=$OPERATOR" \
        'Then give the same command again: helm upgrade --install. Nothing has to be removed for that.'
      sleep 2
    done
    cat /tmp/said
    names --filename "$OBJECTS" >/tmp/wanted || not_read
  else
    : >/tmp/wanted
  fi
  ours >/tmp/there || not_read
  awk 'FILENAME == ARGV[1] { wanted[$0]; next } !($0 in wanted)' /tmp/wanted /tmp/there >/tmp/former
  while read -r kind namespace name; do
    say "No longer in the values: $kind $namespace/$name"
    kubectl delete "$kind.opentelemetry.io" "$name" --namespace "$namespace" --ignore-not-found --wait=false ||
      fail 'It could not be removed.'
  done </tmp/former
  say 'Done.'
}
# ----------------------------------------------------------------------------------------------------------- remove
# While the operator still lives: it has to do its part before an object of it can go.
remove() {
  known=$(kinds) || not_read
  if [ -z "$known" ]; then
    say 'The cluster knows no object of the operator.'
    exit 0
  fi
  kubectl delete "$known" --all-namespaces --selector "$OURS" --wait=false || fail 'They could not be removed.'
  while true; do
    ours >/tmp/left || not_read
    [ -s /tmp/left ] || break
    is_over && let_go
    sleep 1
  done
  say 'Done.'
}
# As long as the operator is to be asked about each change, and does not answer, not even a finalizer can be taken off.
# Where it belongs to this release, it goes with it, and so does its wish to be asked.
let_go() {
  say "The operator did not do its part within $PATIENCE seconds (install.timeoutSeconds). Without it, these are let go:"
  cat /tmp/left
  if [ -n "${MUTATION:-}" ]; then
    kubectl delete mutatingwebhookconfiguration "$MUTATION" --ignore-not-found
    kubectl delete validatingwebhookconfiguration "$VALIDATION" --ignore-not-found
  fi
  while read -r kind namespace name; do
    kubectl patch "$kind.opentelemetry.io" "$name" --namespace "$namespace" --type merge --patch '{"metadata":{"finalizers":[]}}' ||
      fail "$kind $namespace/$name still waits for the operator, which does not belong to this release." \
        'Bring it back, and give the same command again.'
  done </tmp/left
  say 'Done, without the operator.'
  exit 0
}
"$ACTION"
