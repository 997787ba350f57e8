package io.kubesphere.ai.dataset.store;

import java.util.Collection;
import org.jdbi.v3.core.statement.SqlStatement;

/** Many files as the arrays of one statement: a thousand rows cost one round trip. */
final class Columns {
    private Columns() {}

    static <S extends SqlStatement<S>> S bind(S statement, Collection<StagedFile> files) {
        return statement
                .bind("paths", files.stream().map(StagedFile::path).toArray(String[]::new))
                .bind("folded", files.stream().map(StagedFile::folded).toArray(String[]::new))
                .bind("sizes", files.stream().map(StagedFile::size).toArray(Long[]::new))
                .bind("digests", files.stream().map(file -> file.digest().hex()).toArray(String[]::new));
    }
}
