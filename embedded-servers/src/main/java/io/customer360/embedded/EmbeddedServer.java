package io.customer360.embedded;

/** One of the servers: its program, which may be started several times in its life, and the directory that it has. */
abstract class EmbeddedServer implements AutoCloseable {

    private final DataDirectory directory;
    private volatile SupervisedProcess process;
    private boolean closed;

    EmbeddedServer(DataDirectory directory, SupervisedProcess process) {
        this.directory = directory;
        this.process = process;
    }

    /** Process id of the server, or of what launches it; another one after each start. */
    public final long pid() {
        return process.pid();
    }

    /**
     * Waits for the program to end.
     *
     * @return its exit code
     */
    final int awaitEnd() throws InterruptedException {
        return process.awaitEnd();
    }

    /**
     * Starts the program again that has ended, on the same data and at the same address.
     *
     * @throws ServerStartFailed if it does not become ready
     */
    final synchronized void startAgain(Progress progress) {
        if (!closed) {
            process = launchAgain(directory, progress);
        }
    }

    abstract SupervisedProcess launchAgain(DataDirectory directory, Progress progress);

    @Override
    public final synchronized void close() {
        closed = true;
        process.stop();
        directory.close();
    }
}
