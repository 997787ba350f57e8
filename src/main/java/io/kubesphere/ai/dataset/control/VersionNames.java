package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.DatasetVersions;
import io.kubesphere.ai.dataset.NewVersion;
import io.kubesphere.ai.dataset.Tag;
import io.kubesphere.ai.dataset.store.TagStore;
import io.kubesphere.ai.dataset.store.VersionStore;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A version and a tag of one dataset never have the same name, so that a name means one thing. */
@ApplicationScoped
class VersionNames {
    private static final int LONGEST_TAG = 63;

    private final VersionStore versions;
    private final TagStore tags;

    VersionNames(VersionStore versions, TagStore tags) {
        this.versions = versions;
        this.tags = tags;
    }

    /** A 422 with everything that is wrong with the names. */
    void require(UUID dataset, NewVersion wanted) {
        var faults = new ArrayList<Problem.Cause>();
        var taken = tags.of(dataset).stream().map(Tag::name).anyMatch(wanted.version()::equals);
        if (taken || wanted.version().equals(DatasetVersions.LATEST)) {
            faults.add(Problem.Cause.invalid("version", "is a tag; choose another name"));
        }
        for (var i = 0; i < wanted.tags().size(); i++) {
            var tag = wanted.tags().get(i);
            var fault = tag.equals(wanted.version()) ? Optional.of("is the version's own name") : fault(dataset, tag);
            var field = "tags[" + i + "]";
            fault.ifPresent(message -> faults.add(Problem.Cause.invalid(field, message)));
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid("version", faults);
        }
    }

    /** The same, and a 409 when there is or was such a version: for those who commit much later. */
    void requireFree(UUID dataset, NewVersion wanted) {
        require(dataset, wanted);
        if (versions.find(dataset, wanted.version()).isPresent()) {
            throw Problem.of(
                    Problem.Code.ALREADY_EXISTS,
                    "there is or was a version %s; versions never change, so choose another name",
                    wanted.version());
        }
    }

    /** A 422 unless a tag may be called so. */
    void requireTag(UUID dataset, String tag) {
        fault(dataset, tag).ifPresent(message -> {
            throw Problem.invalid("tag", List.of(Problem.Cause.invalid("name", message)));
        });
    }

    private Optional<String> fault(UUID dataset, String tag) {
        if (tag.isBlank() || tag.length() > LONGEST_TAG || !tag.equals(tag.strip())) {
            return Optional.of("must have 1 to " + LONGEST_TAG + " characters without space around");
        }
        if (tag.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '/' || c == ':')) {
            return Optional.of("must have neither / nor : nor control characters");
        }
        return versions.find(dataset, tag).map(version -> "is the name of a version");
    }
}
