package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.DatasetFile;
import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.FileLink;
import io.kubesphere.ai.dataset.VersionLinks;
import io.kubesphere.ai.kernel.content.ContentLinks;
import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives out links to files that the caller may read anyway. */
@ApplicationScoped
class LinkDesk implements VersionLinks {
    private final VersionFinder finder;
    private final VersionFiles files;
    private final ContentLinks links;

    LinkDesk(VersionFinder finder, VersionFiles files, ContentLinks links) {
        this.finder = finder;
        this.files = files;
        this.links = links;
    }

    @Override
    public Page<FileLink> page(DatasetName dataset, String version, String prefix, ListQuery query) {
        var row = finder.requireReadable(dataset, version);
        if (ContentSpace.isExternal(row.space())) {
            throw Problem.of(
                    Problem.Code.NOT_FOUND,
                    "there are no links: the files of dataset %s stay in a bucket that is not the platform's; read them"
                            + " there, or by content?path=",
                    dataset.name());
        }
        return files.entries(row, prefix, query).map(file -> link(row.space(), file));
    }

    private FileLink link(String project, Manifest.File stored) {
        var file = DatasetFile.of(stored);
        var link = links.toRead(project, stored.content(), file.fileName()).orElseThrow(LinkDesk::notExposed);
        return new FileLink(file.path(), file.size(), file.digest(), link.url(), link.until());
    }

    private static Problem notExposed() {
        return Problem.of(
                Problem.Code.NOT_FOUND,
                "there are no links: the platform's object store is not exposed to users; read the files by"
                        + " content?path=");
    }
}
