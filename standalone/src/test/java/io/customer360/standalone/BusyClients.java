package io.customer360.standalone;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Clients that write all the time, about customers that they have in common, and repeat each command under its
 * {@code Idempotency-Key} until it is acknowledged, whatever happens to the application meanwhile. Every command has
 * one event, and carries its key as that event's reason, by which it is found in the ledger.
 */
final class BusyClients implements AutoCloseable {

    /** Between two commands of a client: what is killed shall be at work, not drowned in it. */
    private static final long PACE_MILLIS = 30;

    private static final long PAUSE_MILLIS = 100;
    private static final int ANSWERED_WITHIN_SECONDS = 300;

    private final Supplier<Api> api;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<String> customers = new CopyOnWriteArrayList<>();
    private final List<String> purchases = new CopyOnWriteArrayList<>();
    private final List<String> serviceCases = new CopyOnWriteArrayList<>();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param api where the application is now
     * @param run what the keys of all commands begin with
     */
    BusyClients(Supplier<Api> api, String run, int clients, SplittableRandom random) {
        this.api = api;
        for (int client = 0; client < clients; client++) {
            String name = run + "-" + client;
            SplittableRandom own = random.split();
            threads.add(Thread.ofPlatform().name(name).daemon().start(() -> work(name, own)));
        }
    }

    /** The keys of all commands that were acknowledged, with the id of the event that each was answered with. */
    Map<String, String> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** Answers that are neither an acknowledgement nor the advice to try again later. */
    Collection<String> unexpected() {
        return List.copyOf(unexpected);
    }

    private void work(String client, SplittableRandom random) {
        for (int number = 0; stopping.getCount() > 0; number++) {
            write(client + "-" + number, random);
            pause(PACE_MILLIS);
        }
    }

    private void write(String key, SplittableRandom random) {
        int kind = customers.isEmpty() ? 0 : random.nextInt(6);
        if (kind == 0) {
            send(key, "/api/customers", """
                {"kind":"INDIVIDUAL","name":"Customer %s","stage":"CUSTOMER"}\
                """.formatted(key), customers);
        } else if (kind == 1 || kind == 2 && purchases.isEmpty()) {
            send(key, "/api/customers/%s/purchases".formatted(one(customers, random)), """
                {"orderNumber":"%s","currency":"EUR","lines":[{"product":"Nut","quantity":1,"unitPrice":1000}]}\
                """.formatted(key), purchases);
        } else if (kind == 2) {
            send(key, "/api/purchases/%s/payments".formatted(one(purchases, random)), "{\"amount\":0.01}", null);
        } else if (kind == 3 || kind == 4 && serviceCases.isEmpty()) {
            send(
                    key,
                    "/api/customers/%s/service-cases".formatted(one(customers, random)),
                    """
                    {"type":"COMPLAINT","channel":"CALL","subject":"Complaint %s"}\
                    """.formatted(key),
                    serviceCases);
        } else if (kind == 4) {
            send(key, "/api/service-cases/%s/responses".formatted(one(serviceCases, random)), """
                {"channel":"CALL","text":"Response %s"}\
                """.formatted(key), null);
        } else {
            send(key, "/api/customers/%s/contacts".formatted(one(customers, random)), """
                {"channel":"CALL","direction":"INBOUND","subject":"Call %s"}\
                """.formatted(key), null);
        }
    }

    private static String one(List<String> ids, SplittableRandom random) {
        return ids.get(random.nextInt(ids.size()));
    }

    /** @param created takes the id of what came into being; null if nothing does */
    private void send(String key, String path, String body, @Nullable List<String> created) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWERED_WITHIN_SECONDS);
        while (System.nanoTime() < deadline) {
            try {
                Api.Answer answer = api.get().post(path, body, "Idempotency-Key", key, "X-Reason", key);
                if (answer.status() / 100 == 2) {
                    acknowledged.put(key, answer.header("X-Consistency-Token"));
                    if (created != null) {
                        created.add(answer.id());
                    }
                    return;
                }
                if (answer.status() != 503 || answer.header("Retry-After").isEmpty()) {
                    unexpected.add("%s %s: %d %s".formatted(key, path, answer.status(), answer.text()));
                }
            } catch (UncheckedIOException noAnswer) {
                // Nobody knows what came of it: the same again.
            }
            pause(PAUSE_MILLIS);
        }
        unexpected.add("%s %s: not acknowledged within %d s".formatted(key, path, ANSWERED_WITHIN_SECONDS));
    }

    private void pause(long millis) {
        try {
            stopping.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets each client bring its last command to its end. */
    @Override
    public void close() {
        stopping.countDown();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
