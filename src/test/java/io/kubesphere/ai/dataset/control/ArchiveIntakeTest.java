package io.kubesphere.ai.dataset.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.ZstdOutputStream;
import io.kubesphere.ai.dataset.DatasetFile;
import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.UnpackedArchive;
import io.kubesphere.ai.dataset.UploadName;
import io.kubesphere.ai.dataset.VersionWalks.ArchiveFormat;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveIntakeTest {
    @TempDir
    private Path directory;

    private DatasetWorld world;
    private DatasetName cats;
    private UploadName upload;

    @BeforeEach
    void make() {
        world = new DatasetWorld(ObjectStore.inDirectory(directory));
        cats = world.cats();
        upload = world.begin(cats);
    }

    private enum Packing {
        TAR {
            @Override
            OutputStream over(OutputStream out) {
                return out;
            }
        },
        GZIP {
            @Override
            OutputStream over(OutputStream out) throws IOException {
                return new GZIPOutputStream(out);
            }
        },
        ZSTD {
            @Override
            OutputStream over(OutputStream out) throws IOException {
                return new ZstdOutputStream(out);
            }
        };

        abstract OutputStream over(OutputStream out) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void filesOfATarComeOutHoweverItIsPacked(Packing packing) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(packing.over(packed))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            add(tar, "./a.txt", "hello");
            tar.putArchiveEntry(new TarArchiveEntry("empty-directory/"));
            tar.closeArchiveEntry();
            add(tar, "deep/" + "x".repeat(150) + ".csv", "1,2");
        }

        assertThat(unpack(packed.toByteArray())).isEqualTo(new UnpackedArchive(2, 8));
        assertThat(paths()).containsExactly("in/a.txt", "in/deep/" + "x".repeat(150) + ".csv");
    }

    @Test
    void filesOfAZipComeOutAlsoTheLargeAndMany() throws IOException {
        var large = UploadContract.random(3_000_000);
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(packed)) {
            for (var i = 0; i < 250; i++) {
                add(zip, "many/" + i, ("content " + i).getBytes(StandardCharsets.UTF_8));
            }
            add(zip, "large.bin", large);
        }

        assertThat(unpack(packed.toByteArray()).files()).isEqualTo(251);
        assertThat(world.commit(upload, "v1").files()).isEqualTo(251);
        assertThat(world.store.list("staging/", "", 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up", "/etc/passwd", "a/../../b", "a\u0000b"})
    void pathThatLeadsOutIsRefused(String path) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(zipped)) {
            add(zip, path, new byte[1]);
        }

        assertThat(refusal(zipped.toByteArray()).code()).isEqualTo(Problem.Code.INVALID);
        assertThat(paths()).isEmpty();
    }

    @Test
    void linksAndDevicesAreRefused() throws IOException {
        for (var type :
                List.of(TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_CHR, TarConstants.LF_FIFO)) {
            var packed = new ByteArrayOutputStream();
            try (var tar = new TarArchiveOutputStream(packed)) {
                var link = new TarArchiveEntry("link", type);
                link.setLinkName("/etc/passwd");
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
            }
            assertThat(refusal(packed.toByteArray()).getMessage()).contains("link or a device");
        }
        var zipped = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(zipped)) {
            var link = new ZipArchiveEntry("link");
            link.setUnixMode(0120777);
            zip.putArchiveEntry(link);
            zip.write("/etc/passwd".getBytes(StandardCharsets.UTF_8));
            zip.closeArchiveEntry();
        }
        assertThat(refusal(zipped.toByteArray()).getMessage()).contains("link or a device");
    }

    @Test
    void bombIsRefusedBeforeItHasGoneOff() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(packed)) {
            add(zip, "zeros", new byte[50_000_000]);
        }

        assertThat(packed.size()).isLessThan(100_000);
        assertThat(refusal(packed.toByteArray()).code()).isEqualTo(Problem.Code.TOO_LARGE);
        assertThat(world.store.list("staging/", "", 10)).isEmpty();
    }

    @Test
    void tooManyFilesAreRefused() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(packed)) {
            for (var i = 0; i < 2001; i++) {
                add(tar, "f" + i, "");
            }
        }

        assertThat(refusal(packed.toByteArray()).code()).isEqualTo(Problem.Code.TOO_LARGE);
    }

    @Test
    void whatIsNoArchiveOrADamagedOneIsRefused() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(packed))) {
            add(tar, "a", "hello".repeat(10_000));
        }
        var half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);

        assertThat(refusal("no archive at all".getBytes(StandardCharsets.UTF_8)).code())
                .isEqualTo(Problem.Code.INVALID);
        assertThat(refusal(half).code()).isIn(Problem.Code.INVALID, Problem.Code.BAD_REQUEST);
        assertThat(refusal(new byte[] {'P', 'K', 3, 4, 0, 0}).code()).isEqualTo(Problem.Code.INVALID);
        assertThat(refusal(new byte[0]).code()).isEqualTo(Problem.Code.INVALID);
    }

    @ParameterizedTest
    @EnumSource
    void versionThatIsExportedAndUnpackedIsTheSame(ArchiveFormat format) {
        world.put(upload, "ü/日本.txt", "hello");
        world.put(upload, "x".repeat(140) + "/b", "2");
        world.put(upload, "empty", "");
        var version = world.commit(upload, "v1");
        var exported = new ByteArrayOutputStream();

        world.walks.export(cats, "v1", "", format).writeTo(exported);

        var again = world.begin(cats);
        world.files.unpack(again, "", new ByteArrayInputStream(exported.toByteArray()), -1);
        assertThat(world.commit(again, "v2").digest()).isEqualTo(version.digest());
    }

    private UnpackedArchive unpack(byte[] archive) {
        return world.files.unpack(upload, "in", new ByteArrayInputStream(archive), archive.length);
    }

    private Problem refusal(byte[] archive) {
        return catchThrowableOfType(Problem.class, () -> unpack(archive));
    }

    private List<String> paths() {
        return world.files.page(upload, ListQuery.ALL).items().stream()
                .map(DatasetFile::path)
                .toList();
    }

    private static void add(TarArchiveOutputStream tar, String name, String content) throws IOException {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static void add(ZipArchiveOutputStream zip, String name, byte[] content) throws IOException {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.write(content);
        zip.closeArchiveEntry();
    }
}
