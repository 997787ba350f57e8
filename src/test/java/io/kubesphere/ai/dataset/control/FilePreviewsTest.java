package io.kubesphere.ai.dataset.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.FileBody;
import io.kubesphere.ai.dataset.Preview;
import io.kubesphere.ai.dataset.Preview.ImageSize;
import io.kubesphere.ai.dataset.TableQuery;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.testing.BesideOthers;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.imageio.ImageIO;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BesideOthers
class FilePreviewsTest {
    private static final String CSV = "id,label,weight\n1,cat,2.5\n2,dog,7.5\n3,cat,\n";

    @TempDir
    private Path directory;

    private DatasetWorld world;
    private DatasetName cats;

    @BeforeEach
    void make() {
        world = new DatasetWorld(ObjectStore.inDirectory(directory.resolve("objects")));
        cats = world.cats();
    }

    @Test
    void tableShowsColumnsRowsStatisticsAndDistributions() {
        var table =
                preview("t.csv", CSV.getBytes(StandardCharsets.UTF_8)).table().orElseThrow();

        assertThat(texts(table.path("columns"), "name")).containsExactly("id", "label", "weight");
        assertThat(texts(table.path("columns"), "type")).containsExactly("BIGINT", "VARCHAR", "DOUBLE");
        assertThat(table.path("totalRows").asLong()).isEqualTo(3);
        assertThat(table.at("/rows/1/1").asText()).isEqualTo("dog");
        assertThat(table.at("/rows/2/2").isNull()).isTrue();
        assertThat(table.at("/statistics/2/max").asText()).isEqualTo("7.5");
        assertThat(table.at("/statistics/1/distribution/0/value").asText()).isEqualTo("cat");
        assertThat(table.at("/statistics/1/distribution/0/rows").asText()).isEqualTo("2");
        assertThat(table.at("/statistics/0/distribution")).hasSize(3);
    }

    @Test
    void everyTableFormatIsRead() throws Exception {
        var lines =
                preview("t.jsonl", "{\"a\":1,\"b\":\"x\"}\n{\"a\":2,\"b\":\"y\"}\n".getBytes(StandardCharsets.UTF_8));
        var tabs = preview("t.tsv", "a\tb\n1\tx\n".getBytes(StandardCharsets.UTF_8));
        var parquet = preview("t.parquet", parquet());

        assertThat(lines.table().orElseThrow().path("totalRows").asInt()).isEqualTo(2);
        assertThat(texts(tabs.table().orElseThrow().path("columns"), "name")).containsExactly("a", "b");
        assertThat(parquet.table().orElseThrow().path("totalRows").asInt()).isEqualTo(1000);
    }

    private byte[] parquet() throws SQLException, IOException {
        var file = directory.resolve("made.parquet");
        try (var duck = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                var statement = duck.createStatement()) {
            statement.execute("COPY (SELECT range AS n FROM range(1000)) TO '" + file + "' (FORMAT parquet)");
        }
        return Files.readAllBytes(file);
    }

    @Test
    void brokenFilesAnswerWithTheReason() {
        for (var name : List.of("t.parquet", "p.png", "x.txt", "empty.csv")) {
            var content = name.startsWith("empty") ? new byte[0] : new byte[] {0, (byte) 0xff, 7, 1, 2, 3, (byte) 0xfe};
            assertThat(preview(name, content).fault()).as(name).isPresent();
        }
    }

    @Test
    void queryIsAnsweredAndBoundedInRows() {
        version("t.csv", CSV.getBytes(StandardCharsets.UTF_8));

        var answer = query("SELECT label, count(*) AS n FROM data GROUP BY label ORDER BY n DESC", 1);

        assertThat(texts(answer.path("columns"), "name")).containsExactly("label", "n");
        assertThat(answer.path("rows")).hasSize(1);
        assertThat(answer.at("/rows/0/1").asText()).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM glob('/etc/*')",
                "COPY data TO '/tmp/stolen.csv'",
                "COPY (SELECT 1) TO '/tmp/stolen.csv'",
                "ATTACH '/tmp/x.db'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET enable_external_access = true",
                "SET memory_limit = '100GB'",
                "SELECT * FROM read_csv('http://127.0.0.1/x.csv')",
                "PRAGMA database_list; SELECT * FROM read_text('/etc/hostname')",
                "EXPORT DATABASE '/tmp/stolen'",
                "SELECT nonsense FROM data",
                "SELECT count(*) FROM range(1000000) a, range(1000000) b, range(1000) c",
                "SELECT list(range) FROM range(100000000)"
            })
    void maliciousOrGreedySqlIsRefused(String sql) {
        version("t.csv", CSV.getBytes(StandardCharsets.UTF_8));

        var refused = catchThrowableOfType(Problem.class, () -> query(sql, 10));

        assertThat(refused.code()).as(refused.getMessage()).isEqualTo(Problem.Code.INVALID);
        assertThat(Path.of("/tmp/stolen.csv")).doesNotExist();
        assertThat(Path.of("/tmp/stolen")).doesNotExist();
    }

    @Test
    void imageShowsItsSizeAndAThumbnail() throws IOException {
        var image = preview("p.png", png(640, 480));

        assertThat(image.image()).contains(new ImageSize(640, 480, "png"));
        var small = ImageIO.read(new ByteArrayInputStream(world.previews.thumbnail(cats, "v1", "p.png", 64)));
        assertThat(small.getWidth()).isEqualTo(64);
        assertThat(small.getHeight()).isEqualTo(48);
    }

    @Test
    void imageOfTooManyPixelsIsRefusedByItsHeader() throws IOException {
        var bomb = png(10, 10);
        // Width and height stand behind the signature and the length and name of the first chunk.
        Arrays.fill(bomb, 16, 24, (byte) 0);
        bomb[17] = 1;
        bomb[21] = 1;
        version("p.png", bomb);

        var refused = catchThrowableOfType(Problem.class, () -> world.previews.thumbnail(cats, "v1", "p.png", 64));

        assertThat(refused.code()).isEqualTo(Problem.Code.INVALID);
    }

    @Test
    void textShowsItsBeginningAndItsLines() {
        var text = preview("a.txt", "one\ntwo\nthree".getBytes(StandardCharsets.UTF_8))
                .text()
                .orElseThrow();
        var long1 = preview("b.txt", "ä".repeat(100_000).getBytes(StandardCharsets.UTF_8))
                .text()
                .orElseThrow();

        assertThat(text.head()).isEqualTo("one\ntwo\nthree");
        assertThat(text.lines()).contains(3L);
        assertThat(long1.head()).matches("ä+");
        assertThat(long1.lines()).isEmpty();
    }

    private int versions;

    private Preview preview(String path, byte[] content) {
        return world.previews.preview(cats, version(path, content), path);
    }

    private String version(String path, byte[] content) {
        var upload = world.begin(cats);
        world.files.put(
                upload, new FileBody(path, new ByteArrayInputStream(content), content.length, Optional.empty()));
        return world.commit(upload, "v" + ++versions).name();
    }

    private JsonNode query(String sql, int rows) {
        return world.previews.query(cats, "v1", new TableQuery("t.csv", sql, rows));
    }

    private static List<String> texts(JsonNode array, String field) {
        var texts = new ArrayList<String>();
        array.forEach(element -> texts.add(element.path(field).asText()));
        return texts;
    }

    private static byte[] png(int width, int height) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }
}
