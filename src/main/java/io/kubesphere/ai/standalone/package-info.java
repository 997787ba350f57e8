/**
 * The whole platform on one machine: the service, an API server, a kubelet that runs processes, PostgreSQL and a
 * front door that logs demo users in. From the reconciler on it is the same code as in a cluster; only what is around the
 * service is another. Nothing outside of this package knows it.
 */
package io.kubesphere.ai.standalone;
