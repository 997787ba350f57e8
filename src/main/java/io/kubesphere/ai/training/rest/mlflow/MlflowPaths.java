package io.kubesphere.ai.training.rest.mlflow;

/** Where MLflow's client finds us: {@code MLFLOW_TRACKING_URI} ends with {@link #ROOT}. */
final class MlflowPaths {
    static final String ROOT = "/mlflow";
    static final String API = ROOT + "/api/2.0/mlflow";
    static final String FILES = ROOT + "/api/2.0/mlflow-artifacts";

    private MlflowPaths() {}
}
