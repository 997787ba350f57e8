package io.kubesphere.ai.dataset.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.Preview;
import io.kubesphere.ai.dataset.Preview.ImageSize;
import io.kubesphere.ai.dataset.Previews;
import io.kubesphere.ai.dataset.StoredFile;
import io.kubesphere.ai.dataset.TableQuery;
import io.kubesphere.ai.dataset.engine.ImageLook;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ByteRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** Chooses how to look into a file, by its media type. */
@ApplicationScoped
class FilePreviews implements Previews {
    private final VersionFinder finder;
    private final VersionFiles files;
    private final TableLook tables;
    private final PreviewConfig config;

    FilePreviews(VersionFinder finder, VersionFiles files, TableLook tables, PreviewConfig config) {
        this.finder = finder;
        this.files = files;
        this.tables = tables;
        this.config = config;
    }

    @Override
    public Preview preview(DatasetName dataset, String version, String path) {
        var file = file(dataset, version, path);
        var preview = Preview.of(file.file());
        try {
            return looked(file, preview);
        } catch (Problem broken) {
            if (broken.code() != Problem.Code.INVALID) {
                throw broken;
            }
            return preview.withFault(broken.getMessage());
        }
    }

    private Preview looked(StoredFile file, Preview preview) {
        var type = file.file().mediaType();
        var table = TableLook.format(file.file());
        if (table.isPresent()) {
            return preview.withTable(tables.profile(file, table.get()));
        }
        if (type.startsWith("image/") && !type.equals("image/svg+xml")) {
            var size = image(file, ImageLook::size);
            return preview.withImage(new ImageSize(size.width(), size.height(), size.format()));
        }
        if (type.startsWith("audio/") || type.startsWith("video/")) {
            return preview.withFault("files of this type are not looked into; download it");
        }
        return preview.withText(TextLook.of(file, config.largestText()));
    }

    @Override
    public JsonNode query(DatasetName dataset, String version, TableQuery query) {
        return tables.query(file(dataset, version, query.path()), query.sql(), query.mostRows());
    }

    @Override
    public byte[] thumbnail(DatasetName dataset, String version, String path, int size) {
        return image(file(dataset, version, path), in -> ImageLook.thumbnail(in, size));
    }

    private <R> R image(StoredFile file, Function<InputStream, R> look) {
        var size = file.file().size();
        if (size == 0 || size > config.largestImage()) {
            throw Problem.of(Problem.Code.INVALID, "an image has 1 to %d bytes", config.largestImage());
        }
        try (var in = file.open().apply(new ByteRange(0, size))) {
            return look.apply(in);
        } catch (IOException broken) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "the object store broke off; try again")
                    .because(broken);
        }
    }

    private StoredFile file(DatasetName dataset, String version, String path) {
        return files.file(finder.requireReadable(dataset, version), path);
    }
}
