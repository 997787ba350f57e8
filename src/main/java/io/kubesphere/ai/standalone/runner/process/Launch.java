package io.kubesphere.ai.standalone.runner.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program to start; the first word of the command is the absolute path of an executable. */
public record Launch(List<String> command, Map<String, String> environment, Path directory) {}
