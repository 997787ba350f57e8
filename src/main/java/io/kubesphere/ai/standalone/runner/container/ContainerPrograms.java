package io.kubesphere.ai.standalone.runner.container;

import io.fabric8.kubernetes.api.model.Container;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.standalone.runner.network.ClusterNames;
import io.kubesphere.ai.standalone.runner.process.Executables;
import io.kubesphere.ai.standalone.runner.process.Launch;
import io.kubesphere.ai.standalone.runner.state.AttemptDirectory;
import io.kubesphere.ai.standalone.runner.state.FileTrees;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Turns a container's spec into something to run. There are no images: an {@link OwnImage} runs its program, every other
 * image is but a name, and the container's command with its arguments runs by this machine's executables. The program is
 * not confined in any way; it runs as the user of this JVM, and limits of CPU and memory are not enforced.
 */
public final class ContainerPrograms {

    /** Marks every process of an attempt, so that all of them can be found again. */
    public static final String MARKER = "AIP_STANDALONE_CONTAINER";

    private static final String NOT_IMAGES =
            "the stand-alone environment runs processes, not images: give a command that exists on this machine";

    private final InheritedEnvironment inherited;
    private final List<OwnImage> ownImages;
    private final ConfigSource source;
    private final ClusterNames names;

    public ContainerPrograms(
            InheritedEnvironment inherited, List<OwnImage> ownImages, ConfigSource source, ClusterNames names) {
        this.inherited = inherited;
        this.ownImages = List.copyOf(ownImages);
        this.source = source;
        this.names = names;
    }

    /** An attempt to run a container of a pod, whose files have been made and whose volumes are there. */
    public record Start(PodContext context, Container container, Map<String, Path> volumes, AttemptDirectory attempt) {}

    /** How to run the container itself. */
    public Preparation prepare(Start start) {
        var container = start.container();
        var image = ownImages.stream()
                .filter(own -> own.name().equals(container.getImage()))
                .findFirst();
        if (image.isEmpty() && container.getCommand().isEmpty()) {
            return new Preparation.NoProgram(NOT_IMAGES);
        }
        var words = new ArrayList<String>();
        if (image.isEmpty()) {
            words.addAll(container.getCommand());
        }
        words.addAll(container.getArgs());
        return prepare(start, image, words, true);
    }

    /** How to run another command inside of a running container: a probe's or a hook's, in which nothing is expanded. */
    public Preparation beside(Start start, List<String> command) {
        return prepare(start, Optional.empty(), command, false);
    }

    private Preparation prepare(Start start, Optional<OwnImage> image, List<String> words, boolean expand) {
        try {
            var container = start.container();
            var attempt = start.attempt();
            var variables = new Environment(start.context(), source).of(container);
            var mounts = Mounts.of(container, start.volumes(), variables);
            Mounts.link(mounts, attempt.root());
            var messages = Map.of(Mounts.normal(container.getTerminationMessagePath()), attempt.message());
            var paths = new PathRewriter(mounts, messages, attempt.root());
            UnaryOperator<String> real =
                    text -> names.resolve(paths.rewrite(text), start.context().namespace());
            var environment = environment(start);
            image.ifPresent(
                    own -> own.environment().forEach((name, value) -> environment.put(name, real.apply(value))));
            variables.forEach((name, value) -> environment.put(name, real.apply(value)));
            var command = new ArrayList<>(image.map(OwnImage::command).orElse(List.of()));
            words.forEach(word -> command.add(real.apply(expand ? Expansion.expand(word, variables) : word)));
            return launch(command, environment, directory(container, paths, attempt));
        } catch (Problem missing) {
            return new Preparation.Misconfigured(missing.getMessage());
        }
    }

    private Map<String, String> environment(Start start) {
        var environment = new LinkedHashMap<>(inherited.variables());
        environment.put("HOME", start.attempt().home().toString());
        environment.put("TMPDIR", start.attempt().temporary().toString());
        environment.put("HOSTNAME", start.context().hostname());
        environment.put(MARKER, start.attempt().id());
        return environment;
    }

    /** Where the spec says, otherwise the container's root, which is what most images say. */
    private static Path directory(Container container, PathRewriter paths, AttemptDirectory attempt) {
        var asked = Optional.ofNullable(container.getWorkingDir()).filter(path -> !path.isEmpty());
        if (asked.isEmpty()) {
            return attempt.root();
        }
        var path = Mounts.normal(asked.get());
        var directory = paths.inMount(path).orElse(attempt.root().resolve(path.substring(1)));
        return FileTrees.create(directory);
    }

    private static Preparation launch(List<String> command, Map<String, String> environment, Path directory) {
        var program = Executables.find(command.get(0), environment.get("PATH"), directory);
        if (program.isEmpty()) {
            return new Preparation.NoProgram(NOT_IMAGES + " (there is no " + command.get(0) + ")");
        }
        var words = new ArrayList<>(command);
        words.set(0, program.get().toString());
        return new Preparation.Ready(
                new Launch(List.copyOf(words), Map.copyOf(environment), directory),
                program.get().toString());
    }
}
