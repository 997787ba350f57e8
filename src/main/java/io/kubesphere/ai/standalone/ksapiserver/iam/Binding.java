package io.kubesphere.ai.standalone.ksapiserver.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.state.Marks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A role given to somebody.
 *
 * @param place namespace or workspace in which it counts; "" for everywhere
 * @param userRef whom listings take it to be for
 */
public record Binding(
        String kind,
        String place,
        String name,
        String roleKind,
        String roleName,
        String userRef,
        List<Subject> subjects) {
    private static final String WORKSPACES_KIND = "WorkspaceRoleBinding";

    static Binding of(ObjectNode object) {
        var kind = Json.text(object, "kind");
        var labels = Json.at(object, "metadata", "labels");
        var place = kind.equals(WORKSPACES_KIND)
                ? Json.text(labels, Marks.WORKSPACE)
                : Json.text(object, "metadata", "namespace");
        var subjects = new ArrayList<Subject>();
        object.path("subjects").forEach(subject -> subjects.add(Subject.of(subject)));
        return new Binding(
                kind,
                place,
                Json.text(object, "metadata", "name"),
                Json.text(object, "roleRef", "kind"),
                Json.text(object, "roleRef", "name"),
                Json.text(labels, Marks.USER_REF),
                List.copyOf(subjects));
    }

    /** Where its subjects, those who list a user's bindings, and those who list a place's members find it. */
    Set<String> tags() {
        var tags = new HashSet<String>();
        subjects.forEach(subject -> subject.key(namespace()).ifPresent(key -> tags.add(toSubject(place, key))));
        tags.add(ofUser(userRef));
        tags.add(in(place));
        return Set.copyOf(tags);
    }

    private String namespace() {
        return kind.equals(WORKSPACES_KIND) ? "" : place;
    }

    static String toSubject(String place, String key) {
        return "to\n" + place + "\n" + key;
    }

    static String ofUser(String user) {
        return "of\n" + user;
    }

    static String in(String place) {
        return "in\n" + place;
    }

    /** The user whom member lists show for it; a binding of groups or accounts has none. */
    public Optional<String> member() {
        return subjects.stream()
                .filter(subject -> subject.kind().equals("User"))
                .map(Subject::name)
                .findFirst();
    }

    boolean names(String user) {
        return subjects.stream()
                .anyMatch(subject ->
                        subject.kind().equals("User") && subject.name().equals(user));
    }
}
