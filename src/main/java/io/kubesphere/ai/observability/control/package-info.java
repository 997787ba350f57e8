/** Collects logs of running containers into the archive, and reads them back. */
package io.kubesphere.ai.observability.control;
