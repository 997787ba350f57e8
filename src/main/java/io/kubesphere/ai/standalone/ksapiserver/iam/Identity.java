package io.kubesphere.ai.standalone.ksapiserver.iam;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Somebody who sends requests, known by a credential or not at all. */
public record Identity(String name, List<String> groups, Map<String, List<String>> extra) {
    public static final String EVERYBODY_KNOWN = "system:authenticated";
    public static final Identity ANONYMOUS =
            new Identity("system:anonymous", List.of("system:unauthenticated"), Map.of());

    public Identity {
        groups = List.copyOf(groups);
        extra = Map.copyOf(extra);
    }

    public boolean isAnonymous() {
        return name.equals(ANONYMOUS.name());
    }

    /** What a binding's subjects can call this identity. */
    List<String> subjectKeys() {
        return Stream.concat(Stream.of(Subject.USER + name), groups.stream().map(group -> Subject.GROUP + group))
                .toList();
    }
}
