package io.kubesphere.ai.kernel.storage;

import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * PostgreSQL, for the stores. A statement that fails because the database is away is a Problem UNAVAILABLE, which
 * callers retry; one that violates a constraint is a CONFLICT.
 */
@ApplicationScoped
public class Database {
    /** U+0000, which PostgreSQL's texts cannot hold and a path can bring (character_not_in_repertoire). */
    private static final String UNSTORABLE = "22021";

    /** Violations of unique, foreign key and check constraints. */
    private static final String INTEGRITY = "23";

    private final Jdbi jdbi;

    @Inject
    Database(DataSource source) {
        this(Jdbi.create(source));
    }

    /** Over any Jdbi, for tests. */
    public Database(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Runs statements that need no common transaction. */
    public <R> R with(Function<Handle, R> work) {
        try {
            return jdbi.withHandle(work::apply);
        } catch (JdbiException failed) {
            throw problem(failed);
        }
    }

    /**
     * Runs statements that are all done or none. What runs inside of it in the same thread, by this method or the other one,
     * takes part in it: another module's word about a change is then as durable as the change.
     */
    public <R> R transaction(Function<Handle, R> work) {
        try {
            return jdbi.inTransaction(work::apply);
        } catch (JdbiException failed) {
            throw problem(failed);
        }
    }

    private static Problem problem(JdbiException failed) {
        var state = state(failed);
        if (state.startsWith(INTEGRITY)) {
            return Problem.of(Problem.Code.CONFLICT, "the record exists already or refers to nothing")
                    .because(failed);
        }
        if (state.equals(UNSTORABLE)) {
            return Problem.of(Problem.Code.BAD_REQUEST, "a text has a character that no name or value can have")
                    .because(failed);
        }
        return isAway(failed, state)
                ? Problem.of(Problem.Code.UNAVAILABLE, "the database does not answer; try again")
                        .because(failed)
                : Problem.of(Problem.Code.INTERNAL, "the database refused a statement")
                        .because(failed);
    }

    /** Connection, resource and shutdown classes, and a schema that has not been migrated yet (PostgreSQL, appendix A). */
    private static boolean isAway(JdbiException failed, String state) {
        return failed instanceof ConnectionException
                || state.isEmpty()
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.startsWith("40")
                || state.equals("42P01")
                || state.equals("3F000");
    }

    private static String state(Throwable failed) {
        for (var cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
