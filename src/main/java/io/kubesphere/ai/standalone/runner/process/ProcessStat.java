package io.kubesphere.ai.standalone.runner.process;

import java.util.Optional;

/** One line of {@code /proc/<pid>/stat} (proc(5)). A pid with its start time means one process for as long as the machine is up. */
record ProcessStat(long pid, long parent, long group, long session, char state, long startTicks) {

    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int START = 19;

    /** Empty when the line is torn. The name of the program stands in parentheses and may itself hold some. */
    static Optional<ProcessStat> parse(String line) {
        var open = line.indexOf('(');
        var close = line.lastIndexOf(')');
        if (open < 1 || close < open || close + 2 > line.length()) {
            return Optional.empty();
        }
        var fields = line.substring(close + 2).split(" ");
        if (fields.length <= START) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ProcessStat(
                    Long.parseLong(line.substring(0, open).strip()),
                    Long.parseLong(fields[PARENT]),
                    Long.parseLong(fields[GROUP]),
                    Long.parseLong(fields[SESSION]),
                    fields[STATE].charAt(0),
                    Long.parseLong(fields[START])));
        } catch (NumberFormatException torn) {
            return Optional.empty();
        }
    }

    /** A zombie has ended; only its parent has not asked how. */
    boolean isAlive() {
        return state != 'Z' && state != 'X' && state != 'x';
    }

    boolean isSameProcess(ProcessStat other) {
        return pid == other.pid && startTicks == other.startTicks;
    }
}
