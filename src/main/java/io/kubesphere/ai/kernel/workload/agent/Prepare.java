package io.kubesphere.ai.kernel.workload.agent;

import java.nio.file.Files;
import java.time.Clock;
import java.util.OptionalLong;

/** The init container: fetches code and inputs, and makes room for outputs. It can be repeated at any time. */
final class Prepare {
    private final Settings settings;
    private final Service service;
    private final Retries retries;
    private final Journal journal;

    Prepare(Settings settings, Service service, Retries retries, Journal journal) {
        this.settings = settings;
        this.service = service;
        this.retries = retries;
        this.journal = journal;
    }

    void run() {
        var workspace = settings.workspace();
        var plan = retries.run("asking the service what to fetch", progress -> service.plan());
        var downloads = new Downloads(service, retries, journal);
        plan.source().ifPresent(code -> fetch(code, downloads));
        var inputs = new Inputs(
                downloads,
                settings.cache().map(cache -> new NodeCache(cache, Clock.systemUTC(), journal)),
                workspace,
                journal);
        plan.inputs().forEach(inputs::materialise);
        if (Files.isDirectory(workspace.outputs())) {
            new OutputDirectories(workspace).create(plan.outputs());
        }
        journal.say("everything is in place");
    }

    /** Always anew: code is small, and the program of an earlier attempt may have written into it. */
    private void fetch(Plan.Code source, Downloads downloads) {
        var directory = settings.workspace().code();
        var partial = directory.resolve(Workspace.PARTIAL);
        Disk.empty(directory);
        Disk.createDirectories(partial);
        var code = new CodeTree(directory, CodeTree.Bounds.DEFAULT);
        source.fromArchive().ifPresent(archive -> {
            var file = partial.resolve("archive");
            var wanted = new Downloads.Wanted(
                    "the code archive", "/code/archive", archive.content(), OptionalLong.of(archive.bytes()));
            var progress = new Progress("code", 1, archive.bytes(), journal);
            downloads.fetch(wanted, new Downloads.Place(partial.resolve("part"), file, "rw-------"), progress::moved);
            new CodeArchive(file, code).unpack();
        });
        source.fromGit().ifPresent(git -> new GitCode(git, settings.gitLogin(), retries, journal)
                .write(code, partial.resolve("git")));
        Disk.remove(partial);
        journal.say("code: done, %s", code.summary());
    }
}
