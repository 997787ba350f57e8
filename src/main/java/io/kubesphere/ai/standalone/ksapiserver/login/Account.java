package io.kubesphere.ai.standalone.ksapiserver.login;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.iam.Identity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A KubeSphere user; {@code object} is the User with the password hash taken out. */
public record Account(
        String name, String email, String passwordHash, String state, List<String> groups, ObjectNode object) {
    private static final String PASSWORD = "password";

    static Account of(ObjectNode user) {
        var spec = user.path("spec");
        var shown = user.deepCopy();
        if (shown.path("spec") instanceof ObjectNode shownSpec) {
            shownSpec.remove(PASSWORD);
        }
        return new Account(
                Json.text(user, "metadata", "name"),
                Json.text(spec, "email"),
                Json.text(spec, PASSWORD),
                Json.text(user, "status", "state"),
                Json.texts(spec.path("groups")),
                shown);
    }

    Set<String> tags() {
        return email.isEmpty() ? Set.of() : Set.of(email);
    }

    String lang() {
        return Json.text(object, "spec", "lang");
    }

    boolean isDisabled() {
        return state.equals("Disabled");
    }

    boolean isActive() {
        return state.equals("Active");
    }

    /** A bearer brings no groups but that of everybody known; only a password brings the user's own. */
    Identity byBearer() {
        return new Identity(name, List.of(Identity.EVERYBODY_KNOWN), Map.of());
    }

    Identity byPassword() {
        var all = Stream.concat(groups.stream(), Stream.of(Identity.EVERYBODY_KNOWN));
        return new Identity(name, all.toList(), Map.of());
    }
}
