/**
 * A stand-in for ks-apiserver, built for two uses: the front door of the stand-alone environment, and the double through
 * which tests call the service as different users. Logins, roles and extensions come from KubeSphere's objects in the
 * Kubernetes API server it is given, so the YAML that is shipped decides. Not served: OpenAPI, ReverseProxies,
 * definitions without a back end, member clusters, and writing through the KAPI of tenancy.
 */
package io.kubesphere.ai.standalone.ksapiserver;
