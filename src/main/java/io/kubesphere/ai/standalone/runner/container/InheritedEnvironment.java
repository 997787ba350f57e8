package io.kubesphere.ai.standalone.runner.container;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The little that programs get of this JVM's own environment: enough to find the machine's executables. */
public record InheritedEnvironment(Map<String, String> variables) {

    private static final Set<String> NAMES = Set.of(
            "PATH",
            "LANG",
            "LANGUAGE",
            "LC_ALL",
            "LC_CTYPE",
            "TZ",
            "JAVA_HOME",
            "LD_LIBRARY_PATH",
            "VIRTUAL_ENV",
            "CONDA_PREFIX",
            "PYENV_ROOT",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR");
    private static final String FALLBACK_PATH = "/usr/local/bin:/usr/bin:/bin";

    public InheritedEnvironment {
        variables = Map.copyOf(variables);
    }

    /** From an environment, with this JVM's {@code java} at the end of the PATH in case there is no other. */
    public static InheritedEnvironment of(Map<String, String> environment, Path javaHome) {
        var kept = new LinkedHashMap<String, String>(environment);
        kept.keySet().retainAll(NAMES);
        var path = Optional.ofNullable(kept.get("PATH")).filter(value -> !value.isEmpty());
        kept.put("PATH", path.orElse(FALLBACK_PATH) + ":" + javaHome.resolve("bin"));
        kept.putIfAbsent("JAVA_HOME", javaHome.toString());
        kept.putIfAbsent("LANG", "C.UTF-8");
        return new InheritedEnvironment(kept);
    }
}
