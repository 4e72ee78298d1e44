/**
 * The only file that imports cdk8s-plus. We take its types of Kubernetes' API; objects are written as JSON, because the
 * generated classes drop every field that their own release did not know.
 */
export { k8s } from 'cdk8s-plus-28';
