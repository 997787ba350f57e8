package io.kubesphere.ai.kernel.content;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Where every thousandth line of a manifest begins, so that one need not read a million lines for ten.
 *
 * @param offset in bytes
 * @param path of the file in that line
 */
record ManifestMark(@JsonProperty("offset") long offset, @JsonProperty("path") String path) {
    static final int LINES = 1000;
}
