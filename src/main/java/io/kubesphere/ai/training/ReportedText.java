package io.kubesphere.ai.training;

/** A parameter or tag as a program reports it. */
public record ReportedText(String key, String value) {}
