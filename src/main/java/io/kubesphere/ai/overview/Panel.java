package io.kubesphere.ai.overview;

/**
 * A dashboard elsewhere that has something to show.
 *
 * @param name training-job or gpu
 * @param series how many pods, or cards, it shows
 */
public record Panel(String name, String url, long series) {}
