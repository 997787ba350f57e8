/** The seam between the API server's {@code pods/{name}/log} and whoever runs the pods; values only. */
package io.kubesphere.ai.standalone.apiserver.podlog;
