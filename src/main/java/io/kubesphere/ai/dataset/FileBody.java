package io.kubesphere.ai.dataset;

import io.kubesphere.ai.kernel.content.Digest;
import java.io.InputStream;
import java.util.Optional;

/**
 * A file as it comes over the wire.
 *
 * @param length in bytes; negative when the client did not say
 * @param announced digest that the client has computed; the file is refused when it is another
 */
public record FileBody(String path, InputStream content, long length, Optional<Digest> announced) {}
