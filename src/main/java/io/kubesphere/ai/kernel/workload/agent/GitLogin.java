package io.kubesphere.ai.kernel.workload.agent;

/** Who we are to a private Git repository; hosts that go by token ignore the user's name. */
record GitLogin(String username, String password) {
    @Override
    public String toString() {
        return "GitLogin[" + username + "]";
    }
}
