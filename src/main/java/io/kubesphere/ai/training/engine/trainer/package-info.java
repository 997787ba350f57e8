/** Kubeflow Trainer v2 (trainer.kubeflow.org/v1alpha1, read at v2.3): a TrainJob and a TrainingRuntime of its own. */
package io.kubesphere.ai.training.engine.trainer;
