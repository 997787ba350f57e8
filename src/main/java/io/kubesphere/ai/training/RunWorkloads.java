package io.kubesphere.ai.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kubesphere.ai.kernel.auth.RunIdentity;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** What the pods of a run may ask for and bring, by the run token: nothing but their own. */
public interface RunWorkloads {

    /** What to fetch before the program starts, and what to store after it. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Plan(List<Input> inputs, Optional<Code> code, List<Output> outputs) {}

    /**
     * An input.
     *
     * @param manifest digest of the list of its files
     * @param mounted how files that are in their place already are compared with it: by Digest, or by Size alone
     */
    record Input(String name, String manifest, long files, long bytes, Optional<String> mounted) {}

    /** Where the code comes from: one of both. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Code(Optional<Archive> archive, Optional<Git> git) {}

    /** An uploaded archive. */
    record Archive(String digest, long bytes) {}

    /** A commit of a repository. */
    record Git(String url, String commit) {}

    /** An output; a run that leaves a required one empty has failed. */
    record Output(String name, boolean required) {}

    Plan plan(RunIdentity run);

    /** Text of an input's manifest, one JSON object per line; the caller closes it. */
    InputStream inputManifest(RunIdentity run, String input);

    /** A file; whoever asked closes it. */
    record OpenFile(InputStream content, long size) {}

    /** What is left of a file from some byte on, which may be nothing; {@code size} of the whole file. */
    record RestOfFile(InputStream content, long size) {}

    /** A file that can be read as a whole or from any byte on; whoever opens it closes it. */
    record ResumableFile(Supplier<OpenFile> whole, LongFunction<RestOfFile> from) {}

    /** A file of an input; a 404 when the input has no such file. */
    ResumableFile inputFile(RunIdentity run, String input, String hex);

    /** The code's archive; the caller closes it. */
    OpenFile codeArchive(RunIdentity run);

    boolean hasOutputFile(RunIdentity run, String hex);

    /** Stores a file for outputs; a 422 when it has another digest, a 409 when the run has ended. */
    void storeOutputFile(RunIdentity run, String hex, InputStream content, long length);

    /** Makes an output of files that are stored; saying the same again changes nothing. */
    OutputRecord storeOutput(RunIdentity run, String output, InputStream manifest);
}
