module tools/custom-resources

go 1.26.0

require (
	github.com/prometheus-operator/prometheus-operator v0.87.1
	sigs.k8s.io/gateway-api v1.4.1
)
