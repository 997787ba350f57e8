package io.kubesphere.ai.kernel.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReasonTest {
    private static final Path GUIDE = Path.of("docs/guide/phases.md");

    /** Written anew by {@code -Dgolden=write}. */
    @Test
    void guideListsEveryPhaseAndReason() throws IOException {
        if (System.getProperty("golden", "").equals("write")) {
            Files.createDirectories(GUIDE.getParent());
            Files.writeString(GUIDE, PhaseGuide.text());
        }

        assertThat(Files.readString(GUIDE)).isEqualTo(PhaseGuide.text());
    }

    @Test
    void wordIsCamelCaseAndMeansOneThing() {
        assertThat(Reason.all())
                .extracting(Reason::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("([A-Z][a-z]+)+"));
        assertThat(Reason.all()).extracting(Reason::meaning).doesNotHaveDuplicates();
    }

    @Test
    void meaningsAndNextStepsReadAsSentences() {
        assertThat(Reason.all()).allSatisfy(reason -> {
            assertThat(reason.meaning()).matches("\\p{Lu}.*[^.]");
            assertThat(reason.nextStep()).matches("|\\p{Lu}.*[^.]");
            assertThat(reason.phases()).isNotEmpty();
        });
    }

    @Test
    void whatIsBadSaysWhatToDo() {
        assertThat(Reason.all())
                .filteredOn(reason -> reason.phases().stream()
                        .anyMatch(phase -> phase == Phase.Failed || phase == Phase.Stalled || phase == Phase.Lost))
                .allSatisfy(reason -> assertThat(reason.nextStep()).isNotEmpty());
    }

    @Test
    void everyPhaseHasReasons() {
        for (var phase : Phase.values()) {
            assertThat(Reason.all()).as(phase.name()).anyMatch(reason -> reason.phases()
                    .contains(phase));
        }
    }
}
