package io.kubesphere.ai.dataset.engine.source;

/**
 * A file at its source.
 *
 * @param path it shall have in the version
 * @param location where the source has it, in the source's own words
 * @param size in bytes; negative when the source does not say
 * @param stamp changes when the content does; empty when the source has nothing like that
 */
public record SourceFile(String path, String location, long size, String stamp) {

    /** Whether reading can go on in the middle. */
    public boolean isResumable() {
        return size >= 0 && !stamp.isEmpty();
    }
}
