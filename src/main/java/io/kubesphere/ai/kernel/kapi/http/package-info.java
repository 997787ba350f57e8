/** KAPI over HTTP: errors as Kubernetes Status, body limits, server-sent events, the OpenAPI document. */
package io.kubesphere.ai.kernel.kapi.http;
