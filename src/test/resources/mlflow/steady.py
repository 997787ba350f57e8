"""Reports one metric step by step, however long the service takes to accept each; MLflow's client retries by itself."""

import mlflow

STEPS = 300

with mlflow.start_run():
    for step in range(STEPS):
        mlflow.log_metric("loss", step, step=step)
