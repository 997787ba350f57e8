package io.kubesphere.ai.kernel.outbound;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a {@link Backend} that is up has answered: anything but a failure of its own or of our credentials.
 *
 * @param body a refusal (status from 400) that is no JSON is one text
 */
public record Reply(int status, JsonNode body) {}
