/** Kubernetes' own batch/v1 Job, which every cluster has. */
package io.kubesphere.ai.training.engine.job;
