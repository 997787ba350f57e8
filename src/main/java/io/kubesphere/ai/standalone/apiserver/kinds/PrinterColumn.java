package io.kubesphere.ai.standalone.apiserver.kinds;

/** One column of Table output; {@code jsonPath} starts with a dot. Priority 0 is shown always, others with -o wide. */
public record PrinterColumn(String name, String type, String description, String jsonPath, int priority) {}
