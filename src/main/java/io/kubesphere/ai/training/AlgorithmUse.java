package io.kubesphere.ai.training;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The algorithm version that a run used.
 *
 * @param spec the version as it was, so that the record tells what ran even when the algorithm is gone
 */
public record AlgorithmUse(String namespace, String name, String version, String digest, JsonNode spec) {}
