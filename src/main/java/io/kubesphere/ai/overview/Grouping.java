package io.kubesphere.ai.overview;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** By what a scope's figures are broken down. */
public enum Grouping {
    MACHINES,
    WORKSPACES,
    PROJECTS,
    APPLICATIONS,
    USERS;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The grouping of this name; a 404 for another one. */
    public static Grouping named(String name) {
        return Arrays.stream(values())
                .filter(grouping -> grouping.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.of(
                        Problem.Code.NOT_FOUND,
                        "there is no breakdown %s; possible are %s",
                        name,
                        List.of(values()).stream().map(Grouping::wireName).collect(Collectors.joining(", "))));
    }
}
