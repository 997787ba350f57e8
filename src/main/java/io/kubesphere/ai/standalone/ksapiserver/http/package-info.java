/** Requests on their way through the server, answers in KubeSphere's shapes, and routes to what it serves itself. */
package io.kubesphere.ai.standalone.ksapiserver.http;
