package io.kubesphere.ai.standalone.apiserver.kinds;

import java.util.List;
import java.util.Locale;

/** How a kind is called besides its plural. */
public record KindNames(
        String kind, String listKind, String singular, List<String> shortNames, List<String> categories) {

    static KindNames of(String kind, List<String> shortNames, List<String> categories) {
        return new KindNames(kind, kind + "List", kind.toLowerCase(Locale.ROOT), shortNames, categories);
    }
}
