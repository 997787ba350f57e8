package io.kubesphere.ai.standalone.runner.probe;

/** What came of one action; the output is for people. */
public record Verdict(boolean success, String output) {

    static Verdict failed(String why) {
        return new Verdict(false, why);
    }
}
