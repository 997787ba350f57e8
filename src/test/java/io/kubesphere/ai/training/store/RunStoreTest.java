package io.kubesphere.ai.training.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kubesphere.ai.kernel.kapi.FieldSelector;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.SqlListing.Condition;
import io.kubesphere.ai.kernel.workload.Explanation;
import io.kubesphere.ai.kernel.workload.Phase;
import io.kubesphere.ai.testing.MigratedDatabase;
import io.kubesphere.ai.training.AlgorithmUse;
import io.kubesphere.ai.training.InputUse;
import io.kubesphere.ai.training.RunRecord;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;

class RunStoreTest {
    private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");
    private static final int MANY = 50_000;

    private final RunStore runs = TrackingStores.open().records();

    @Test
    void recordComesBackAsItWasWritten() {
        var run = run("round-trip", Phase.Running, Optional.of(CREATED.plusSeconds(5)), Optional.empty());

        runs.save(run);

        assertThat(runs.find(run.uid())).contains(run);
        assertThat(runs.latest("store", "round-trip")).contains(run);
    }

    @Test
    void laterPassThatResolvesNothingKeepsWhatWasResolved() {
        var run = run("resolved", Phase.Running, Optional.of(CREATED.plusSeconds(5)), Optional.empty());
        runs.save(run);

        runs.save(new RunRecord(
                run.uid(),
                run.namespace(),
                run.name(),
                run.workspace(),
                run.creator(),
                run.createdAt(),
                run.spec(),
                Optional.empty(),
                Map.of(),
                List.of(),
                false,
                "",
                Phase.Stalled,
                new Explanation("NoProgress", "silent", List.of(), ""),
                new RunRecord.Times(Optional.of(CREATED.plusSeconds(99)), Optional.empty(), Optional.empty())));

        var now = runs.find(run.uid()).orElseThrow();
        assertThat(now.phase()).isEqualTo(Phase.Stalled);
        assertThat(now.algorithm()).isEqualTo(run.algorithm());
        assertThat(now.parameters()).isEqualTo(run.parameters());
        assertThat(now.inputs()).isEqualTo(run.inputs());
        assertThat(now.engine()).isEqualTo("KubernetesJob");
        assertThat(now.times().startedAt()).contains(CREATED.plusSeconds(5));
    }

    @Test
    void endedRunNeverChanges() {
        var ended = run("ended", Phase.Succeeded, Optional.of(CREATED), Optional.of(CREATED.plusSeconds(60)));
        runs.save(ended);

        runs.save(new RunRecord(
                ended.uid(),
                ended.namespace(),
                ended.name(),
                ended.workspace(),
                ended.creator(),
                ended.createdAt(),
                ended.spec(),
                ended.algorithm(),
                ended.parameters(),
                ended.inputs(),
                true,
                ended.engine(),
                Phase.Lost,
                new Explanation("EngineObjectDeleted", "", List.of(), ""),
                ended.times()));

        assertThat(runs.find(ended.uid())).contains(ended);
    }

    @Test
    void deletionIsNotedOnceAndTheNewestRunOfANameIsTheLatest() {
        var first = run("reused", Phase.Succeeded, Optional.empty(), Optional.of(CREATED));
        runs.save(first);
        runs.deleted(first.uid(), CREATED.plusSeconds(100));
        runs.deleted(first.uid(), CREATED.plusSeconds(200));
        assertThat(runs.find(first.uid()).orElseThrow().times().deletedAt()).contains(CREATED.plusSeconds(100));

        MigratedDatabase.jdbi().useHandle(handle -> handle.createUpdate(
                        "UPDATE training.run SET created_at = created_at - interval '1 day' WHERE uid = :uid")
                .bind("uid", UUID.fromString(first.uid()))
                .execute());
        var second = run("reused", Phase.Running, Optional.empty(), Optional.empty());
        runs.save(second);

        assertThat(runs.latest("store", "reused")).contains(second);
    }

    @Test
    void pagesOfManyRunsAreFilteredSortedAndCompleteAndReadNoWholeTable() throws SQLException {
        try (var source = MigratedDatabase.own()) {
            var jdbi = Jdbi.create(source);
            fill(jdbi);
            var page = new AtomicReference<String>("");
            jdbi.setSqlLogger(new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext context) {
                    page.set(context.getRenderedSql());
                }
            });
            var many = new RunStore(new Database(jdbi), new RunRows(TrackingStores.json()));

            var first = many.page(project(), ListQuery.ALL.page(1, 50));

            assertThat(first.totalItems()).isEqualTo(MANY);
            assertThat(first.items()).extracting(RunRecord::name).startsWith("run-50000", "run-49999");
            assertThat(plan(jdbi, page.get(), Map.of())).doesNotContain("Seq Scan", "Sort");

            var failed = many.page(
                    project(),
                    ListQuery.ALL.page(3, 50).where(FieldSelector.parse("fieldSelector", "status.phase=Failed")));
            assertThat(failed.totalItems()).isEqualTo(MANY / 10);
            assertThat(failed.items()).hasSize(50).allMatch(run -> run.phase() == Phase.Failed);
            assertThat(plan(jdbi, page.get(), Map.of("f1", "Failed"))).doesNotContain("Seq Scan", "Sort");

            var failedByName = many.page(
                    project(),
                    ListQuery.ALL
                            .sortedBy(ListQuery.BY_NAME, true)
                            .page(2, 3)
                            .where(FieldSelector.parse("fieldSelector", "status.phase=Failed")));
            assertThat(failedByName.items())
                    .extracting(RunRecord::name)
                    .containsExactly("run-10000", "run-10010", "run-10020");
            assertThat(plan(jdbi, page.get(), Map.of("f1", "Failed"))).doesNotContain("Seq Scan", "Sort");

            var byName = many.page(
                    project(), ListQuery.ALL.sortedBy(ListQuery.BY_NAME, true).page(2, 3));
            assertThat(byName.items())
                    .extracting(RunRecord::name)
                    .containsExactly("run-1000", "run-10000", "run-10001");
            assertThat(many.page(project(), ListQuery.ALL.named("RUN-4999")).totalItems())
                    .isEqualTo(11);
            assertThat(many.page(project(), ListQuery.ALL.page(1, 0)).items()).isEmpty();
        }
    }

    @Test
    void fieldThatIsNotKnownIsRefusedByName() {
        assertThatThrownBy(
                        () -> runs.page(project(), ListQuery.ALL.where(FieldSelector.parse("fieldSelector", "spec=x"))))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(Problem.Code.BAD_REQUEST))
                .hasMessageContaining("cannot filter by spec");
    }

    private static Condition project() {
        return new Condition("namespace = :project", Map.of("project", "many"));
    }

    private static void fill(Jdbi jdbi) {
        jdbi.useHandle(handle -> {
            handle.createUpdate(
                            """
                            INSERT INTO training.run (uid, namespace, name, workspace, creator, created_at, spec,
                              parameters, inputs, engine, phase, reason, explanation)
                            SELECT gen_random_uuid(), 'many', 'run-' || n, 'research', 'ada',
                              timestamptz '2026-01-01Z' + n * interval '1 second', '{}', '{}', '[]', 'KubernetesJob',
                              CASE WHEN n % 10 = 0 THEN 'Failed' ELSE 'Succeeded' END, 'Completed',
                              '{"reason": "Completed", "message": "", "evidence": [], "nextStep": ""}'
                            FROM generate_series(1, :many) n
                            """)
                    .bind("many", MANY)
                    .execute();
            handle.execute("ANALYZE training.run");
        });
    }

    private static String plan(Jdbi jdbi, String query, Map<String, String> values) {
        return jdbi.withHandle(handle -> String.join(
                "\n",
                handle.createQuery("EXPLAIN " + query)
                        .bind("project", "many")
                        .bindMap(values)
                        .bind("limit", 50)
                        .bind("offset", 0)
                        .mapTo(String.class)
                        .list()));
    }

    private static RunRecord run(String name, Phase phase, Optional<Instant> started, Optional<Instant> finished) {
        var spec = JsonNodeFactory.instance.objectNode();
        spec.putObject("parameters").put("epochs", 3);
        return new RunRecord(
                UUID.randomUUID().toString(),
                "store",
                name,
                "research",
                "ada",
                CREATED,
                spec,
                Optional.of(
                        new AlgorithmUse("vision", "scorer", "v1", "sha256:a1", JsonNodeFactory.instance.objectNode())),
                Map.of("epochs", IntNode.valueOf(3)),
                List.of(new InputUse("data", "dataset vision/cats:v1", "vision", "sha256:c1")),
                true,
                "KubernetesJob",
                phase,
                new Explanation("WorkersRunning", "All workers run", List.of(), ""),
                new RunRecord.Times(started, finished, Optional.empty()));
    }
}
