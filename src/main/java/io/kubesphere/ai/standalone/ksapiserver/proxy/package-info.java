/** Passing requests on: to the services behind APIServices, to the Kubernetes API server, and to who serves the pages. */
package io.kubesphere.ai.standalone.ksapiserver.proxy;
