package io.kubesphere.ai.standalone.runner.container;

import java.nio.file.Path;
import java.util.Optional;

/** Which directory a volume claim is bound to. */
@FunctionalInterface
public interface ClaimSource {

    /** Empty while the claim is not bound. */
    Optional<Path> directory(String namespace, String claim);
}
