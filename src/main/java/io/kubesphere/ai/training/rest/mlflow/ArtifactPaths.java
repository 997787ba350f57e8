package io.kubesphere.ai.training.rest.mlflow;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.ReportedFiles.Owner;
import io.kubesphere.ai.training.ReportedFiles.Place;
import java.util.regex.Pattern;

/** Where MLflow's client puts files and looks for them; the scheme makes it ask this service. */
final class ArtifactPaths {
    private static final String SCHEME = "mlflow-artifacts:/";
    private static final String FILES = "/artifacts";
    private static final Pattern OF_RUN = Pattern.compile("/?[^/]+/(?<owner>[0-9a-f]{32})/artifacts(?<below>/.*)?");
    private static final Pattern OF_MODEL =
            Pattern.compile("/?[^/]+/models/(?<owner>m-[0-9a-f]{32})/artifacts(?<below>/.*)?");

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

    /** What a path without its scheme means. */
    static Place parse(String path) {
        var run = OF_RUN.matcher(path);
        if (run.matches()) {
            return new Place(Owner.RUN, run.group("owner"), below(run.group("below")));
        }
        var model = OF_MODEL.matcher(path);
        if (model.matches()) {
            return new Place(Owner.MODEL, model.group("owner"), below(model.group("below")));
        }
        throw Problem.of(Problem.Code.NOT_FOUND, "there is nothing at %s that this program may see", path);
    }

    /** A directory or file, without the slashes around it. */
    static String below(String path) {
        return path == null ? "" : path.replaceAll("^/+|/+$", "");
    }
}
