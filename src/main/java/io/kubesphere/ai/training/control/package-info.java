/**
 * How a training job becomes an engine's objects and back a status: the reconciler, the policy of submissions, the plan
 * of the pods, and the door's implementation.
 */
package io.kubesphere.ai.training.control;
