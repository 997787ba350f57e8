package io.kubesphere.ai.training.rest.mlflow;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.util.regex.Pattern;

/** Where MLflow's client looks for files; the scheme makes it ask this service. */
final class ArtifactPaths {
    private static final String SCHEME = "mlflow-artifacts:/";
    private static final String FILES = "/artifacts";
    private static final Pattern OF_RUN = Pattern.compile("/?[^/]+/(?<run>[0-9a-f]{32})/artifacts(?<below>/.*)?");

    private ArtifactPaths() {}

    static String ofExperiment(String project) {
        return SCHEME + project;
    }

    static String ofRun(String project, String run) {
        return SCHEME + project + "/" + run + FILES;
    }

    static String ofModel(String project, String model) {
        return SCHEME + project + "/models/" + model + FILES;
    }

    /** A directory of a run's files; {@code below} is empty for the top. */
    record OfRun(String run, String below) {}

    /** The run that a path without its scheme belongs to. */
    static OfRun parse(String path) {
        var match = OF_RUN.matcher(path);
        if (!match.matches()) {
            throw Problem.of(Problem.Code.NOT_FOUND, "there is nothing at %s that this program may see", path);
        }
        var below = match.group("below");
        return new OfRun(match.group("run"), below == null ? "" : below.replaceAll("^/+|/+$", ""));
    }
}
