package io.kubesphere.ai.kernel.content;

import io.kubesphere.ai.kernel.storage.ObjectLinks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Links to files by digest. As with {@link ContentStore}, callers look up whose a digest is before they give one out. */
@ApplicationScoped
public class ContentLinks {
    private final ObjectLinks links;

    /** Over any links. */
    public ContentLinks(ObjectLinks links) {
        this.links = links;
    }

    /** Empty where the object store is not exposed to users. */
    public Optional<ObjectLinks.Link> toRead(String project, Digest digest, String fileName) {
        return links.toRead(ContentKeys.blob(project, digest), fileName);
    }
}
