package io.customer360.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that each do one thing after the other, all at once, until the work is done. */
public final class Clients {

    private Clients() {}

    /** What a client needs for itself, a connection for instance. */
    @FunctionalInterface
    public interface Opening<T> {
        Client<T> open() throws Exception;
    }

    /** One client, with what it has for itself. */
    public interface Client<T> extends AutoCloseable {
        void accept(T item) throws Exception;

        @Override
        default void close() throws Exception {}
    }

    /**
     * Has clients work through the items, each taking the next one when it is done with the last.
     *
     * @return items a second
     */
    public static <T> double rate(int clients, List<T> items, Opening<T> opening) throws Exception {
        List<Client<T>> opened = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < clients; i++) {
                opened.add(opening.open());
            }
            AtomicInteger next = new AtomicInteger();
            long begin = System.nanoTime();
            List<Future<Integer>> ends = threads.invokeAll(opened.stream()
                    .<Callable<Integer>>map(client -> () -> {
                        int done = 0;
                        for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
                            client.accept(items.get(i));
                            done++;
                        }
                        return done;
                    })
                    .toList());
            for (Future<Integer> end : ends) {
                end.get();
            }
            return items.size() / seconds(begin);
        } finally {
            for (Client<T> client : opened) {
                client.close();
            }
        }
    }

    public static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
