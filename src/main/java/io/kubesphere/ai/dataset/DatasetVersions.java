package io.kubesphere.ai.dataset;

import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import java.util.List;
import java.util.Optional;

/** What is in a dataset. A version is named by its name, by a tag, or as {@code latest}. */
public interface DatasetVersions {
    /** Means the newest version wherever a version is named, unless a tag of this name says otherwise. */
    String LATEST = "latest";

    Page<DatasetVersion> page(DatasetName dataset, ListQuery query);

    DatasetVersion get(DatasetName dataset, String version);

    /** Versions that were deleted and can be brought back. */
    Page<DatasetVersion> deleted(String project, String dataset, ListQuery query);

    /** Deletes a version; its files stay for the days that the dataset's retention says, and while a run uses them. */
    DatasetVersion delete(String project, String dataset, String version);

    /** Brings a deleted version back; a 410 when its files are gone. */
    DatasetVersion restore(String project, String dataset, String version);

    /** Who has used the version, those who use it now first; of other projects only what the caller may know. */
    List<VersionUse> uses(Caller caller, DatasetName dataset, String version);

    /** Files whose paths begin with the prefix, in the order of paths. */
    Page<DatasetFile> files(DatasetName dataset, String version, String prefix, ListQuery query);

    /**
     * What lies directly in a directory.
     *
     * @param path of the directory; empty for the root
     * @param after name of the last entry of the page before
     */
    Directory directory(DatasetName dataset, String version, String path, Optional<String> after, int limit);

    StoredFile file(DatasetName dataset, String version, String path);

    List<Tag> tags(DatasetName dataset);

    /** Points the tag to the version, wherever it pointed before. */
    Tag tag(Caller caller, String project, String dataset, TagRequest request);

    void untag(String project, String dataset, String tag);
}
