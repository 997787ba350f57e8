/** What the components of the runner watch in the API server. */
package io.kubesphere.ai.standalone.runner.cluster;
