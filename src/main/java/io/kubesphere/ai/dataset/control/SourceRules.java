package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.ImportOrigin;
import io.kubesphere.ai.kernel.kapi.Names;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.outbound.OutboundNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What must hold of a server that a user names, before it is asked anything. */
@ApplicationScoped
class SourceRules {
    private static final Pattern BUCKET = Pattern.compile("[a-zA-Z0-9][-_.a-zA-Z0-9]{2,62}");
    private static final Pattern REGION = Pattern.compile("[-a-zA-Z0-9]{1,64}");

    private final OutboundNames names;
    private final ImportConfig config;

    SourceRules(OutboundNames names, ImportConfig config) {
        this.names = names;
        this.config = config;
    }

    /** @param field path of the bucket, e.g. {@code source.s3} */
    List<Problem.Cause> bucket(String field, ImportOrigin.S3 s3) {
        var faults = new ArrayList<Problem.Cause>();
        s3.server()
                .flatMap(text ->
                        address(field + ".endpoint", text, s3.secretName().isPresent()))
                .ifPresent(faults::add);
        if (s3.bucket() == null || !BUCKET.matcher(s3.bucket()).matches()) {
            faults.add(Problem.Cause.invalid(field + ".bucket", "must be the name of a bucket"));
        }
        if (s3.region() != null && !REGION.matcher(s3.region()).matches()) {
            faults.add(Problem.Cause.invalid(field + ".region", "must be the name of a region"));
        }
        return faults;
    }

    Optional<Problem.Cause> address(String field, String text, boolean isSecret) {
        try {
            var address = URI.create(text);
            var fault = names.fault(address);
            if (fault.isPresent()) {
                return fault.map(message -> Problem.Cause.invalid(field, message));
            }
            return isSecret && !names.isConfidential(address)
                    ? Optional.of(Problem.Cause.invalid(field, "must begin with https:// where a Secret is used"))
                    : Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.of(Problem.Cause.invalid(field, "is no address; escape what is not allowed in one"));
        }
    }

    /** Whether a Secret of this name can be used at all. */
    Optional<Problem.Cause> secret(String field, String name) {
        if (!Names.isSubdomain(name)) {
            return Optional.of(Problem.Cause.invalid(field, "must be the name of a Secret"));
        }
        return config.secrets()
                ? Optional.empty()
                : Optional.of(Problem.Cause.invalid(
                        field, "cannot be used: the platform reads no Secrets here; the platform admin can allow it"));
    }
}
