/** What stands in the README of the chart `operator-stack`, before the reference of its settings. */
export const operatorStackReadme = `
# operator-stack

Agents and \`botanu.run_id\` for workloads that are somebody else's: by the OpenTelemetry operator, or, from Kubernetes
1.36, by admission policies of the API server alone.

    helm dependency build charts/operator-stack      # fetches the chart of the operator
    helm install botanu-operator charts/operator-stack --namespace observability --create-namespace \\
      --set namespaces.shop.enabled=true

and without any operator:

    helm install botanu-operator charts/operator-stack --namespace observability --create-namespace \\
      --set engine=policy,operator.enabled=false,namespaces.shop.enabled=true

Then a pod asks for an agent, in the pod template of its workload:

    metadata:
      annotations:
        instrumentation.opentelemetry.io/inject-python: observability/botanu

| | \`engine: operator\` | \`engine: policy\` |
|---|---|---|
| what runs | the operator, two pods | nothing |
| languages | Python, Java, Node.js, .NET, Go, Apache httpd, nginx | Python, Java, Node.js |
| run_id | Java by a variable; Python and Node.js by a policy that mounts the hook in the namespaces of \`namespaces\`, or by images that hold it (\`runId.delivery\`) | the same |
| while it is away | pods start without an agent; the notes print a command that finds them | there is nothing to be away |
| collectors that the operator runs (\`collectors\`) | yes | no |

What both make of a pod is the same. Which way run_id gets onto the spans of each language in your cluster, the notes
after the installation say. A pod or a namespace with the label \`botanu.ai/injection=disabled\` is left alone.

## The operator

The chart \`opentelemetry-operator\` comes with this one, in one pinned version; its values are below \`operator\`. Where
the cluster has an operator already, set \`operator.enabled\` to \`false\`; for the engine \`policy\` as well.

Objects of the operator are applied by a Job after each installation, upgrade and rollback. It asks the API server for a
dry run of these very objects until the operator takes them, so it does not matter how long the operator needs to come up,
and an object that is refused leaves all others as they were. What is no longer in the values it removes. When the operator
stays away for \`install.timeoutSeconds\`, the command fails and the Job's log says what the last answer was:

    kubectl logs --namespace observability --selector app.kubernetes.io/component=operator-stack-apply

The same command then succeeds once the operator is back. Before an uninstallation another Job removes all objects of the
release while the operator still lives. When it does not, their finalizers are taken off, so that namespaces can be
deleted. Should even that Job not be able to run: \`helm uninstall --no-hooks\`.

An uninstallation leaves the definitions of the operator's kinds (and with them the objects of others) and the Secret
with its certificate.

Certificates are made by Helm, once, for ten years. With cert-manager in the cluster, let that make and renew them:

    operator:
      admissionWebhooks:
        certManager: { enabled: true }
        autoGenerateCert: { enabled: false }

## GitOps

What renders templates without a cluster can run no Jobs of Helm, nor keep a certificate that Helm makes. Set
\`install.mode\` to \`resource\`, and take certificates of cert-manager. Then there are no Jobs, and the order is that of
Argo CD's sync waves: the operator is in wave 0, which Argo CD waits for to be healthy, and its objects are in wave 1, with
\`SkipDryRunOnMissingResource=true\`, because at first the cluster does not know their kinds. Add a retry to the
Application: that pods are ready is not yet that the API server reaches them. What is pruned goes the other way
round. Before the whole Application is deleted, take collectors out of the values and sync: Argo CD need not keep to the
waves then, and a collector that outlives the operator keeps its finalizer. With Flux, whose helm-controller is Helm, keep the mode \`job\`.

An upgrade that changes the mode should change nothing else: Helm takes the objects over from the Job as they are, and
Helm 4 refuses to change at once what somebody else has set. \`helm uninstall\` in the mode \`resource\` removes operator
and objects together, so take collectors out of the values first, or change the mode to \`job\`.
`;
