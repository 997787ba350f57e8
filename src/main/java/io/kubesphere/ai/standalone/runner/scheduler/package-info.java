/** The one node, which pods fit on it, and the volumes that they claim. */
package io.kubesphere.ai.standalone.runner.scheduler;
