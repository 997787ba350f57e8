package io.kubesphere.ai.training.control;

import io.kubesphere.ai.algorithm.Algorithms;
import io.kubesphere.ai.algorithm.CodeSource;
import io.kubesphere.ai.kernel.auth.RunIdentity;
import io.kubesphere.ai.kernel.content.ContentStore;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ByteRange;
import io.kubesphere.ai.training.InputUse;
import io.kubesphere.ai.training.OutputRecord;
import io.kubesphere.ai.training.RunRecord;
import io.kubesphere.ai.training.RunWorkloads;
import io.kubesphere.ai.training.store.RunStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The files of a run, as its record names them: whatever a pod says, it gets and brings only these. */
@ApplicationScoped
class RunFiles implements RunWorkloads {
    private static final int LONGEST_MANIFEST = 64 * 1024 * 1024;

    private final RunStore runs;
    private final RecordedAlgorithm recorded;
    private final Algorithms algorithms;
    private final ContentStore content;
    private final ManifestMemory manifests;
    private final Clock clock;

    RunFiles(
            RunStore runs,
            RecordedAlgorithm recorded,
            Algorithms algorithms,
            ContentStore content,
            ManifestMemory manifests,
            Clock clock) {
        this.runs = runs;
        this.recorded = recorded;
        this.algorithms = algorithms;
        this.content = content;
        this.manifests = manifests;
        this.clock = clock;
    }

    @Override
    public Plan plan(RunIdentity identity) {
        var run = run(identity);
        var inputs = run.inputs().stream().map(this::input).toList();
        return new Plan(inputs, source(run).flatMap(source -> code(run, source)), outputs(run));
    }

    private Input input(InputUse use) {
        var manifest = manifests.of(use);
        return new Input(
                use.name(),
                use.digest(),
                manifest.files(),
                manifest.bytes(),
                use.mount().map(InputUse.Mount::verify));
    }

    private Optional<Code> code(RunRecord run, CodeSource source) {
        if (source.fromGit().isEmpty() && source.fromArchive().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Code(
                source.fromArchive()
                        .map(archive -> new Archive(
                                archive.digest(), archive(run, archive.digest()).bytes())),
                source.fromGit().map(git -> new Git(git.url(), git.commit()))));
    }

    private Algorithms.Archive archive(RunRecord run, String digest) {
        var owner = run.algorithm().map(use -> use.namespace()).orElse(run.namespace());
        return algorithms.archive(owner, digest).orElseThrow(() -> absent("the archive of the code is gone"));
    }

    private Optional<CodeSource> source(RunRecord run) {
        return recorded.version(run).map(version -> version.source());
    }

    private List<Output> outputs(RunRecord run) {
        return recorded.outputs(run).stream()
                .map(output -> new Output(output.name(), output.required()))
                .toList();
    }

    @Override
    public InputStream inputManifest(RunIdentity identity, String input) {
        return manifests
                .text(input(run(identity), input))
                .orElseThrow(() -> absent("the files of input " + input + " are gone"));
    }

    @Override
    public ResumableFile inputFile(RunIdentity identity, String input, String hex) {
        var use = input(run(identity), input);
        var digest = digest(hex);
        if (!manifests.holds(use, digest)) {
            throw absent("input " + input + " has no such file");
        }
        return new ResumableFile(() -> open(use, digest), from -> open(use, digest, from));
    }

    private OpenFile open(InputUse use, Digest digest) {
        return content.openSized(use.project(), digest)
                .map(file -> new OpenFile(file.content(), file.size()))
                .orElseThrow(() -> gone(use));
    }

    /** Only what is wanted is asked of the store: much may lie before it. */
    private RestOfFile open(InputUse use, Digest digest, long from) {
        var size = content.size(use.project(), digest).orElseThrow(() -> gone(use));
        var rest = from < size
                ? content.open(use.project(), digest, new ByteRange(from, size - from))
                : Optional.of(InputStream.nullInputStream());
        return new RestOfFile(rest.orElseThrow(() -> gone(use)), size);
    }

    private static Problem gone(InputUse use) {
        return absent("a file of input " + use.name() + " is gone");
    }

    @Override
    public OpenFile codeArchive(RunIdentity identity) {
        var run = run(identity);
        return source(run)
                .flatMap(CodeSource::fromArchive)
                .map(source -> archive(run, source.digest()))
                .map(archive -> new OpenFile(archive.open().get(), archive.bytes()))
                .orElseThrow(() -> absent("the run's code is no archive"));
    }

    @Override
    public boolean hasOutputFile(RunIdentity identity, String hex) {
        return content.has(run(identity).namespace(), digest(hex));
    }

    @Override
    public void storeOutputFile(RunIdentity identity, String hex, InputStream file, long length) {
        var run = unfinished(identity);
        if (length < 0) {
            throw Problem.of(Problem.Code.BAD_REQUEST, "say the length of the file (Content-Length)");
        }
        content.put(run.namespace(), digest(hex), file, length);
    }

    @Override
    public OutputRecord storeOutput(RunIdentity identity, String output, InputStream text) {
        var run = unfinished(identity);
        if (recorded.outputs(run).stream().noneMatch(declared -> declared.name().equals(output))) {
            throw absent("the run has no output " + output);
        }
        var manifest = Manifest.parse(bounded(text));
        var digest = content.putManifest(run.namespace(), manifest);
        var stored =
                new OutputRecord(output, digest.toString(), manifest.files().size(), manifest.bytes(), clock.instant());
        runs.stored(run.uid(), stored);
        return stored;
    }

    private static byte[] bounded(InputStream text) {
        try {
            var bytes = text.readNBytes(LONGEST_MANIFEST + 1);
            if (bytes.length > LONGEST_MANIFEST) {
                throw Problem.of(Problem.Code.TOO_LARGE, "a manifest may have %d MiB", LONGEST_MANIFEST >> 20);
            }
            return bytes;
        } catch (IOException broken) {
            throw Problem.of(Problem.Code.BAD_REQUEST, "the manifest broke off").because(broken);
        }
    }

    private RunRecord run(RunIdentity identity) {
        return runs.find(identity.uid())
                .filter(run -> run.times().deletedAt().isEmpty())
                // A pod's labels are what its maker says; he can make pods in his own project only.
                .filter(run -> run.namespace().equals(identity.namespace()))
                .orElseThrow(() -> absent("there is no such run"));
    }

    private RunRecord unfinished(RunIdentity identity) {
        var run = run(identity);
        if (run.times().finishedAt().isPresent()) {
            throw Problem.of(Problem.Code.CONFLICT, "the run has ended; its outputs are what they are");
        }
        return run;
    }

    private static InputUse input(RunRecord run, String name) {
        return run.inputs().stream()
                .filter(input -> input.name().equals(name))
                .findFirst()
                .orElseThrow(() -> absent("the run has no input " + name));
    }

    private static Digest digest(String hex) {
        return Digest.parse("digest", "sha256:" + hex);
    }

    private static Problem absent(String what) {
        return Problem.of(Problem.Code.NOT_FOUND, "%s", what);
    }
}
