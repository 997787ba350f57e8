package io.kubesphere.ai.dataset.control;

/**
 * Where the files of a project's datasets lie in the content store: apart from those of other modules, so that what
 * nobody refers to here can be removed without asking them.
 */
final class ContentSpace {
    private static final String SUFFIX = ".datasets";

    private ContentSpace() {}

    /** A project's name has no dot, so no project's own space has this name. */
    static String of(String project) {
        return project + SUFFIX;
    }

    /** Whose space it is. */
    static String project(String space) {
        return space.endsWith(SUFFIX) ? space.substring(0, space.length() - SUFFIX.length()) : space;
    }
}
