package io.kubesphere.ai.kernel.outbound;

import java.util.Optional;

/**
 * What was answered to a {@link Letter}.
 *
 * @param retryAfter the header, as it came
 * @param beginning of the answer's body
 */
public record Receipt(int status, Optional<String> retryAfter, String beginning) {}
