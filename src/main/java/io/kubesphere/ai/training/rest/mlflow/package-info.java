/**
 * MLflow's tracking REST API, as far as programs of runs use it; the stock client is the only one that is meant. It is
 * reached by run tokens alone, and its errors have MLflow's shape. Nothing of MLflow's words leaves this package.
 */
package io.kubesphere.ai.training.rest.mlflow;
