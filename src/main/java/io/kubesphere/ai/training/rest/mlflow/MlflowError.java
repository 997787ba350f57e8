package io.kubesphere.ai.training.rest.mlflow;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/** How MLflow tells that something went wrong; the client decides by the code and the HTTP status. */
@JsonNaming(SnakeCaseStrategy.class)
record MlflowError(String errorCode, String message) {}
