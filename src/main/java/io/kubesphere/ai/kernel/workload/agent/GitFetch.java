package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/** Brings one commit into an empty repository: alone where the server gives it so, else with everything it has. */
final class GitFetch {
    private static final int SILENCE_SECONDS = 60;
    private static final List<RefSpec> EVERYTHING =
            List.of(new RefSpec("+refs/heads/*:refs/heads/*"), new RefSpec("+refs/tags/*:refs/tags/*"));

    private final URIish url;
    private final Optional<GitLogin> login;
    private final Retries retries;
    private final Journal journal;

    GitFetch(URIish url, Optional<GitLogin> login, Retries retries, Journal journal) {
        this.url = url;
        this.login = login;
        this.retries = retries;
        this.journal = journal;
    }

    void commit(Repository repository, ObjectId commit) {
        var alone = List.of(new RefSpec(commit.name() + ":refs/aip/code"));
        var unused = retries.run("fetching " + url, progress -> {
            try {
                fetch(repository, alone, OptionalInt.of(1));
            } catch (IOException failed) {
                if (!isRefusal(failed)) {
                    throw failed;
                }
                journal.say("%s does not give a single commit (%s); fetching all of it", url, failed.getMessage());
                fetch(repository, EVERYTHING, OptionalInt.empty());
            }
            return commit;
        });
    }

    private void fetch(Repository repository, List<RefSpec> what, OptionalInt depth) throws IOException {
        var credentials = new HostCredentials(url, login);
        try (var transport = Transport.open(repository, url)) {
            transport.setTimeout(SILENCE_SECONDS);
            transport.setTagOpt(TagOpt.NO_TAGS);
            transport.setCredentialsProvider(credentials);
            depth.ifPresent(transport::setDepth);
            var unused = transport.fetch(new FetchProgress(journal), what);
        } catch (NoRemoteRepositoryException absent) {
            throw Problem.of(Problem.Code.NOT_FOUND, "there is no repository, or none without a login")
                    .because(absent);
        } catch (TransportException failed) {
            if (credentials.areRefused()) {
                throw Problem.of(Problem.Code.UNAUTHORIZED, "the repository wants another login")
                        .because(failed);
            }
            throw told(repository, failed);
        }
    }

    private static TransportException told(Repository repository, TransportException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException local && Disk.isFull(local)) {
                throw Disk.problem(repository.getDirectory().toPath(), local);
            }
        }
        return failed;
    }

    /** The server understood, and says no; a broken connection looks different. */
    private static boolean isRefusal(IOException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof PackProtocolException
                    || cause instanceof RemoteRepositoryException
                    || cause instanceof NotSupportedException) {
                return true;
            }
        }
        return false;
    }
}
