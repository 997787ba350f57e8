"""Reports to the service as a training program would, with nothing but MLflow's stock client.

What the program finds wrong ends it; what it has done is printed as one JSON object for the test that started it.
"""

import json
import math
import os
import time

import mlflow
from mlflow import MlflowClient
from mlflow.entities import Metric
from mlflow.exceptions import MlflowException

SINGLE = 1_000
BATCHES = 9
BATCH = 1_000

own_id = os.environ["MLFLOW_RUN_ID"]
client = MlflowClient()


def refused(action, code):
    try:
        action()
    except MlflowException as problem:
        assert problem.error_code == code, (problem.error_code, str(problem))
        return
    raise AssertionError(f"not refused with {code}")


def no_file_is_taken():
    try:
        mlflow.log_dict({"a": 1}, "a.json")
    except Exception as problem:  # the client lets the HTTP library's own exception through
        assert "AIP_OUTPUT" in str(problem), str(problem)
        return
    raise AssertionError("a file was taken")


with mlflow.start_run() as run:
    assert run.info.run_id == own_id
    mlflow.log_param("lr", 0.1)
    mlflow.log_param("lr", 0.1)
    refused(lambda: mlflow.log_param("lr", 0.2), "INVALID_PARAMETER_VALUE")
    mlflow.log_params({f"layer.{index}": index for index in range(100)})
    mlflow.set_tag("kind", "benchmark")
    mlflow.set_tags({"mlflow.note.content": "# Größe 大小", "gone": "soon"})
    mlflow.delete_tag("gone")

    started = time.time()
    for step in range(SINGLE):
        mlflow.log_metric("loss", math.exp(-step / SINGLE), step=step)
    single_seconds = time.time() - started

    started = time.time()
    for batch in range(BATCHES):
        first = SINGLE + batch * BATCH
        client.log_batch(
            own_id,
            metrics=[
                Metric("loss", math.exp(-step / SINGLE), int(time.time() * 1000), step)
                for step in range(first, first + BATCH)
            ],
        )
    batch_seconds = time.time() - started

    mlflow.log_metrics({"val/acc top 5": 0.75, "准确率": 0.5, "lost": math.nan}, step=1)
    mlflow.log_metric("peak", math.inf, step=1)
    mlflow.log_metric("peak", -math.inf, step=2)
    mlflow.log_metric("clock", 1.0, timestamp=1, step=2)
    mlflow.log_metric("clock", 2.0, timestamp=4_102_444_800_000, step=1)

    with mlflow.start_run(nested=True, run_name="fold 1") as child:
        mlflow.log_metric("loss", 0.25)
    with mlflow.start_run(nested=True, run_name="fold 2"):
        mlflow.log_metric("loss", 0.75)

    history = client.get_metric_history(own_id, "loss")
    assert [point.step for point in history] == list(range(SINGLE + BATCHES * BATCH)), len(history)
    peaks = [point.value for point in client.get_metric_history(own_id, "peak")]
    assert peaks == [math.inf, -math.inf], peaks
    assert client.get_metric_history(own_id, "absent") == []

    seen = client.get_run(own_id)
    assert seen.data.params["lr"] == "0.1" and len(seen.data.params) == 101
    assert seen.data.tags["mlflow.note.content"] == "# Größe 大小" and "gone" not in seen.data.tags
    assert math.isnan(seen.data.metrics["lost"]) and seen.data.metrics["clock"] == 1.0
    assert seen.data.metrics["准确率"] == 0.5

    project = os.environ["MLFLOW_EXPERIMENT_NAME"]
    assert mlflow.get_experiment_by_name(project).experiment_id == run.info.experiment_id
    assert mlflow.get_experiment_by_name("another") is None
    assert [experiment.name for experiment in mlflow.search_experiments()] == [project]
    folds = client.search_runs([project], "metrics.loss < 0.5 AND tags.`mlflow.runName` LIKE 'fold%'")
    assert [fold.info.run_id for fold in folds] == [child.info.run_id]
    assert client.get_run(child.info.run_id).info.status == "FINISHED"

    client.delete_run(child.info.run_id)
    refused(lambda: client.log_metric(child.info.run_id, "loss", 1), "INVALID_PARAMETER_VALUE")
    client.restore_run(child.info.run_id)
    refused(lambda: client.get_run("0" * 32), "RESOURCE_DOES_NOT_EXIST")
    refused(lambda: client.create_run(project), "PERMISSION_DENIED")
    refused(lambda: client.delete_run(own_id), "PERMISSION_DENIED")
    no_file_is_taken()
    assert client.list_artifacts(own_id) == []

    mlflow.log_metric("late", 1.0, synchronous=False).wait()

assert client.get_run(own_id).info.status == "FINISHED"
print(
    json.dumps(
        {
            "mlflow": mlflow.__version__,
            "points": len(history),
            "single_seconds": round(single_seconds, 1),
            "batch_seconds": round(batch_seconds, 1),
        }
    )
)
