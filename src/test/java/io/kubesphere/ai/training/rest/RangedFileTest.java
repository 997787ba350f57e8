package io.kubesphere.ai.training.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.training.RunWorkloads.OpenFile;
import io.kubesphere.ai.training.RunWorkloads.RestOfFile;
import io.kubesphere.ai.training.RunWorkloads.ResumableFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangedFileTest {
    private static final String TEXT = "0123456789";

    private final List<Long> asked = new ArrayList<>();
    private final ResumableFile file = new ResumableFile(() -> open(0), this::rest);

    private RestOfFile rest(long offset) {
        asked.add(offset);
        return new RestOfFile(open((int) Math.min(offset, TEXT.length())).content(), TEXT.length());
    }

    private static OpenFile open(int from) {
        return new OpenFile(
                new ByteArrayInputStream(TEXT.substring(from).getBytes(StandardCharsets.UTF_8)), TEXT.length());
    }

    private static String text(Object entity) throws IOException {
        return new String(((InputStream) entity).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void restIsAskedOfTheStoreAndNothingBefore() throws IOException {
        var answer = RangedFile.answer(file, "bytes=7-");

        assertThat(answer.getStatus()).isEqualTo(206);
        assertThat(answer.getHeaderString("Content-Range")).isEqualTo("bytes 7-9/10");
        assertThat(text(answer.getEntity())).isEqualTo("789");
        assertThat(asked).containsExactly(7L);
    }

    @Test
    void nothingIsAnsweredOfWhatLiesBehindTheEnd() {
        var answer = RangedFile.answer(file, "bytes=10-");

        assertThat(answer.getStatus()).isEqualTo(416);
        assertThat(answer.getHeaderString("Content-Range")).isEqualTo("bytes */10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes=1-2", "bytes=-3", "lines=1-"})
    void anyOtherFormIsAnsweredWithTheWholeFile(String range) throws IOException {
        var answer = RangedFile.answer(file, range);

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(text(answer.getEntity())).isEqualTo(TEXT);
    }

    @Test
    void fileThatIsOpenAlreadyIsReadUpToTheOffset() throws IOException {
        var answer = RangedFile.answer(open(0), "bytes=4-");

        assertThat(text(answer.getEntity())).isEqualTo("456789");
    }
}
