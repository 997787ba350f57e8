package io.kubesphere.ai.dataset;

import io.kubesphere.ai.kernel.storage.ByteRange;
import java.io.InputStream;
import java.util.function.Function;

/**
 * A file of a version and how to read it.
 *
 * @param open opens a part of it; the caller closes what he gets
 */
public record StoredFile(DatasetFile file, Function<ByteRange, InputStream> open) {}
