package io.kubesphere.ai.training;

import io.kubesphere.ai.kernel.auth.RunIdentity;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;

/**
 * Files that programs log beside their metrics: plots, tables, a model that autologging has saved. They are kept with the
 * run; they are no output of it, have no digest and no version.
 */
public interface ReportedFiles {

    /**
     * Where a file of a program belongs.
     *
     * @param owner id of a run or logged model of the caller's
     * @param path below it; empty for the top
     */
    record Place(Owner kind, String owner, String path) {}

    /** What files belong to. */
    enum Owner {
        RUN,
        MODEL
    }

    /**
     * Stores a file, replacing what was there.
     *
     * @param length in bytes; when it is not known the file must be small
     */
    void store(RunIdentity caller, Place place, InputStream content, OptionalLong length);

    /** A 404 when there is none. */
    RunWorkloads.OpenFile open(RunIdentity caller, Place place);

    /** All files at the place and below it. */
    List<ReportedFile> list(RunIdentity caller, Place place);

    /** Removes the file, or all files below the place. */
    void delete(RunIdentity caller, Place place);

    /** All files of a run, its child runs and its logged models, for whoever may see the run. */
    List<ReportedFile> ofRun(String uid);

    /** One of those; a 404 when there is none. */
    RunWorkloads.OpenFile openOfRun(String uid, String owner, String path);
}
