/** Where logs of containers are read while their pod is there. */
package io.kubesphere.ai.observability.engine;
