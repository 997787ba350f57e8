package io.kubesphere.ai.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What is in a file, without downloading it. One of its parts is there; with a fault, none.
 *
 * @param fault why it cannot be shown
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Preview(
        DatasetFile file,
        Optional<JsonNode> table,
        Optional<ImageSize> image,
        Optional<TextHead> text,
        Optional<String> fault) {

    /** In pixels; {@code format} by the content. */
    public record ImageSize(int width, int height, String format) {}

    /**
     * The beginning of a text.
     *
     * @param lines of the whole file; absent when it is too large to be counted
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record TextHead(String head, Optional<Long> lines) {}

    public static Preview of(DatasetFile file) {
        return new Preview(file, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Preview withTable(JsonNode found) {
        return new Preview(file, Optional.of(found), image, text, fault);
    }

    public Preview withImage(ImageSize found) {
        return new Preview(file, table, Optional.of(found), text, fault);
    }

    public Preview withText(TextHead found) {
        return new Preview(file, table, image, Optional.of(found), fault);
    }

    public Preview withFault(String reason) {
        return new Preview(file, table, image, text, Optional.of(reason));
    }
}
