package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.SystemReader;

/**
 * Code from one commit of a Git repository. The files are written from the objects, not checked out: no filter and no hook
 * runs, and no repository is left behind. Submodules and what Git LFS keeps elsewhere are left out.
 */
final class GitCode {
    /** Larger files are streamed; the default would not fit into a small heap. */
    private static final int LARGEST_FILE_IN_MEMORY = 1 << 20;

    private static final int LONGEST_LINK = 4096;

    private final Plan.Git source;
    private final GitFetch fetch;
    private final Journal journal;

    GitCode(Plan.Git source, Optional<GitLogin> login, Retries retries, Journal journal) {
        this.source = source;
        this.journal = journal;
        this.fetch = new GitFetch(url(source), login, retries, journal);
    }

    /** Fetches into {@code scratch}, which the caller removes, and writes the files. */
    void write(CodeTree code, Path scratch) {
        SystemReader.setInstance(new NoGitSettings(SystemReader.getInstance()));
        var memory = new WindowCacheConfig();
        memory.setStreamFileThreshold(LARGEST_FILE_IN_MEMORY);
        memory.install();
        var commit = commit();
        try (var repository = new FileRepositoryBuilder()
                .setGitDir(scratch.toFile())
                .setBare()
                .build()) {
            repository.create(true);
            requireNoTidying(repository);
            fetch.commit(repository, commit);
            write(repository, tree(repository, commit), code);
        } catch (IOException broken) {
            throw Disk.problem(scratch, broken);
        }
    }

    /** A fetch would start to tidy in the background, while the repository is being removed. */
    private static void requireNoTidying(Repository repository) throws IOException {
        var config = repository.getConfig();
        config.setBoolean("gc", null, "autodetach", false);
        config.setInt("gc", null, "auto", 0);
        config.setInt("gc", null, "autopacklimit", 0);
        config.save();
    }

    private ObjectId commit() {
        if (source.commit() == null || !ObjectId.isId(source.commit())) {
            throw Problem.of(
                    Problem.Code.INVALID,
                    "%s is not a commit that can be fetched: give the 40 hex digits of a commit",
                    source.commit());
        }
        return ObjectId.fromString(source.commit());
    }

    private static URIish url(Plan.Git source) {
        try {
            var url = new URIish(String.valueOf(source.url()));
            if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
                throw Problem.of(Problem.Code.INVALID, "code is fetched by https only, not from %s", url);
            }
            if (url.getUser() != null || url.getPass() != null) {
                throw Problem.of(
                        Problem.Code.INVALID,
                        "a password must not be part of the URL of %s; use a secret",
                        url.getHost());
            }
            return url;
        } catch (URISyntaxException notAUrl) {
            throw Problem.of(Problem.Code.INVALID, "the repository's address is not a URL")
                    .because(notAUrl);
        }
    }

    private RevTree tree(Repository repository, ObjectId commit) throws IOException {
        try (var walk = new RevWalk(repository)) {
            return walk.parseCommit(commit).getTree();
        } catch (MissingObjectException absent) {
            throw Problem.of(Problem.Code.NOT_FOUND, "%s has no commit %s", source.url(), source.commit())
                    .because(absent);
        }
    }

    private void write(Repository repository, RevTree tree, CodeTree code) throws IOException {
        var links = new TreeMap<String, String>();
        try (var walk = new TreeWalk(repository)) {
            walk.addTree(part(repository, tree));
            walk.setRecursive(true);
            while (walk.next()) {
                write(walk, code, links);
            }
        }
        links.forEach(code::link);
    }

    private ObjectId part(Repository repository, RevTree tree) throws IOException {
        var part = source.part();
        if (part.isEmpty()) {
            return tree;
        }
        try (var found = TreeWalk.forPath(repository, part.get(), tree)) {
            if (found != null && found.getFileMode().equals(FileMode.TREE)) {
                return found.getObjectId(0);
            }
        }
        throw Problem.of(Problem.Code.NOT_FOUND, "commit %s has no directory %s", source.commit(), part.get());
    }

    private void write(TreeWalk walk, CodeTree code, Map<String, String> links) throws IOException {
        var path = walk.getPathString();
        var mode = walk.getFileMode();
        if (mode.equals(FileMode.GITLINK)) {
            journal.say("the submodule %s is left out of the code", path);
            return;
        }
        var object = walk.getObjectReader().open(walk.getObjectId(0));
        if (mode.equals(FileMode.SYMLINK)) {
            links.put(path, new String(object.getCachedBytes(LONGEST_LINK), StandardCharsets.UTF_8));
            return;
        }
        try (var content = object.openStream()) {
            code.file(path, mode.equals(FileMode.EXECUTABLE_FILE), content);
        }
    }
}
