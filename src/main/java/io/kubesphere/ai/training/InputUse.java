package io.kubesphere.ai.training;

/**
 * What a run reads.
 *
 * @param name in the job
 * @param source for people: {@code dataset credit-risk/german-credit:v1} or {@code output scorer/model}
 * @param project whose content store holds the files
 * @param digest of the manifest
 */
public record InputUse(String name, String source, String project, String digest) {}
