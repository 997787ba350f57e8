/** The custom resource TrainingJob. */
package io.kubesphere.ai.training.crd;
