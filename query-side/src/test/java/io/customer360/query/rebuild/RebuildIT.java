package io.customer360.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.json.JsonData;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.customer360.events.InteractionEvent;
import io.customer360.events.customer.CustomerId;
import io.customer360.platform.background.BackgroundThread;
import io.customer360.platform.json.EventJson;
import io.customer360.query.Scrape;
import io.customer360.query.ledger.ConsistencyToken;
import io.customer360.query.ledger.FactContext;
import io.customer360.query.ledger.Ledger;
import io.customer360.query.ledger.LedgerEntry;
import io.customer360.query.ledger.Scan;
import io.customer360.query.platform.BulkAnswer;
import io.customer360.query.platform.OutdatedViews;
import io.customer360.query.platform.ParkedFacts;
import io.customer360.query.platform.RebuiltView;
import io.customer360.query.platform.ViewRebuilding;
import io.customer360.query.platform.elasticsearch.BulkWriter;
import io.customer360.query.platform.elasticsearch.Index;
import io.customer360.query.platform.elasticsearch.IndexVersions;
import io.customer360.query.profile.LiveViews;
import io.customer360.query.profile.RandomHistory.Entry;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.Lifecycle;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RebuildIT extends LiveViews {

    private static final JsonMapper JSON = EventJson.mapper();
    private static final String REBUILDS = "/api/operations/rebuilds";
    private static final int MOST_FAILURES = 20;

    /** The runner never looks by itself: it has to be told. */
    @Override
    protected List<String> arguments() {
        return List.of(
                "--customer360.rebuild.look-every=1h",
                "--customer360.rebuild.noted-every=20",
                "--customer360.rebuild.most-failures=" + MOST_FAILURES,
                "--customer360.watch.interval=200ms",
                // So that a short backlog is more than one batch.
                "--customer360.readers.batch-size=100");
    }

    @Test
    void theRebuiltViewsAreTheLiveOnesByteForByte() throws Exception {
        List<Entry> history = handledHistories(30, 30);
        Map<String, String> customers = customers(history);
        Map<String, String> timeline = timeline(history);
        String before = versions().live("profile");

        JsonNode done = ended(post(REBUILDS, "{\"reason\":\"to see\"}", 202), "DONE");

        assertThat(done.required("progress").asDouble()).isEqualTo(1);
        assertThat(done.required("reason").asString()).isEqualTo("to see");
        assertThat(versions().live("profile")).isNotEqualTo(before);
        assertThat(customers(history)).isEqualTo(customers);
        assertThat(timeline(history)).isEqualTo(timeline);
        for (JsonNode compared : done.required("comparison")) {
            assertThat(compared.required("next").asLong())
                    .as("%s", compared)
                    .isEqualTo(compared.required("live").asLong());
            assertThat(compared.required("compared").asInt()).as("%s", compared).isPositive();
            assertThat(compared.required("different").asInt())
                    .as("%s", compared)
                    .isZero();
        }
    }

    @Test
    void tellsHowFarItIsAsMetersAndWhoAskedForIt() throws Exception {
        handledHistories(3, 5);
        // What was seen of the rebuild of an earlier test counts for a few seconds.
        await().untilAsserted(() ->
                assertThat(scrape().value("customer360_rebuild_progress_ratio")).isNaN());
        runner().stop();
        JsonNode begun = send("POST", REBUILDS, "", 202, "X-Actor", "%E6%9D%8E%E9%9B%B7");
        assertThat(begun.required("requestedBy").asString()).isEqualTo("李雷");
        String id = begun.required("id").asString();
        long folded = jdbc().queryForObject("select max(position) / 4 * 2 from query.ledger", Long.class);
        jdbc().update("insert into query.rebuild_slice values (?::uuid, 255, ?)", id, folded);
        jdbc().update("update query.rebuild set busy_millis = 2000 where id = ?::uuid", id);

        await().untilAsserted(() -> {
            Scrape meters = scrape();
            assertThat(meters.value("customer360_rebuild_running")).isEqualTo(1);
            assertThat(meters.value("customer360_rebuild_progress_ratio")).isBetween(0.0001, 0.99);
            assertThat(meters.value("customer360_rebuild_facts")).isEqualTo(folded);
            assertThat(meters.value("customer360_rebuild_facts_per_second")).isEqualTo(folded / 2);
        });
        send("DELETE", REBUILDS + "/" + id, "", 202);
        runner().start();
        ended(begun, "CANCELLED");
        await().untilAsserted(() -> {
            assertThat(scrape().value("customer360_rebuild_running")).isZero();
            assertThat(scrape().value("customer360_rebuild_progress_ratio")).isNaN();
        });
    }

    private Scrape scrape() throws IOException, InterruptedException {
        return Scrape.of(answer("GET", "/actuator/prometheus", "", 200));
    }

    @Test
    void theReadersGoOnInTheNewViews() throws Exception {
        handledHistories(5, 10);
        rebuilt();

        List<Entry> later = handledHistories(5, 10);

        assertFoldedFromZero(later);
        assertThat(timeline(later)).isNotEmpty();
    }

    @Test
    void theReadersAreSparedWhatTheRebuildHasFolded() throws Exception {
        handledHistories(1, 5);
        readersRest();
        // One that has never run, and one that has.
        jdbc().update("delete from query.token_entry where processor_name = 'profile'");
        List<Entry> all = new ArrayList<>(histories(8, 30));
        append(all);
        rebuilt();
        for (JsonNode reader : send("GET", "/api/operations/readers", "", 200).required("items")) {
            assertThat(reader.required("lag").asLong()).as("%s", reader).isEqualTo(1);
        }
        Map<String, Double> before = handled();

        readersGoOn();
        awaitReaders(all);
        Entry later = repeated(all, customerOf(all.getFirst()));
        appendAndAwaitReaders(List.of(later));
        all.add(later);

        for (String reader : READERS) {
            await().untilAsserted(() -> assertThat(handled().get(reader) - before.get(reader))
                    .as("the last one of them and the new one")
                    .isEqualTo(2));
        }
        assertFoldedFromZero(all);
        assertThat(timeline(all)).isNotEmpty();
    }

    @Test
    void whatCantBeFoldedAndTheReadersWereSparedIsParked() throws Exception {
        forget("no-customer");
        List<Entry> all = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        String customer = restWithOneWhoCantBeFolded(all, waiting);
        all.addAll(appendRepeatedly(3, all, waiting));
        appendFactThatIsNobodys();
        List<Entry> last = histories(1, 5);
        append(last);
        all.addAll(last);

        rebuilt();

        for (String reader : READERS) {
            assertThat(eventsParked(reader, customer)).isEqualTo(waiting);
            assertThat(parked(reader, "no-customer")).isEqualTo(1);
        }
        readersGoOn();
        awaitReaders(all);
        for (String reader : READERS) {
            assertThat(eventsParked(reader, customer)).isEqualTo(waiting);
            assertThat(parked(reader, "no-customer")).isEqualTo(1);
        }
        forget("no-customer");
        leaveOut(waiting.getFirst(), customer);
        assertFoldedFromZero(all);
        assertThat(timeline(all)).isNotEmpty();
    }

    @Test
    void aReaderInTheMidstOfItsBacklogLosesNothingAndParksNothingTwice() throws Exception {
        List<Entry> all = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        String customer = restWithOneWhoCantBeFolded(all, waiting);
        for (int i = 0; i < 10; i++) {
            all.addAll(appendRepeatedly(1, all, waiting));
            List<Entry> others = histories(2, 8);
            append(others);
            all.addAll(others);
        }
        JsonNode begun = begunAndNotTakenUp();

        // The first batch comes before the change, the next one behind it.
        changedOverAmidTheirBatches(begun, all, customer, waiting);
    }

    /** Ends with nothing lost, and parked once what can't be folded of the customer. */
    private void changedOverAmidTheirBatches(JsonNode begun, List<Entry> all, String customer, List<String> waiting)
            throws Exception {
        whileATransactionHas("select pg_advisory_xact_lock(%d, %d)".formatted(0x7061726b, "profile".hashCode()), () -> {
            readersGoOn();
            await().atMost(Duration.ofSeconds(30)).until(() -> waitingForReaderLock("ShareLock") > 0);
            runner().start();
            await().atMost(Duration.ofSeconds(60)).until(() -> waitingForReaderLock("ExclusiveLock") > 0);
        });

        ended(begun, "DONE");
        awaitReaders(all);
        for (String reader : READERS) {
            assertThat(eventsParked(reader, customer)).isEqualTo(waiting);
        }
        leaveOut(waiting.getFirst(), customer);
        assertFoldedFromZero(all);
        assertThat(timeline(all)).isNotEmpty();
    }

    /**
     * The readers have handled something and rest, and a customer's facts come.
     *
     * @param all takes what can be folded
     * @param waiting takes what can't be
     * @return the customer
     */
    private String restWithOneWhoCantBeFolded(List<Entry> all, List<String> waiting) throws Exception {
        handledHistories(1, 5);
        readersRest();
        List<Entry> history = histories(1, 10);
        append(history);
        all.addAll(history);
        String customer = customerOf(history.getFirst());
        waiting.add(appendFactOfALaterVersion(customer));
        return customer;
    }

    @Test
    void aWayBackHasWhatTheReadersWereSpared() throws Exception {
        handledHistories(1, 5);
        readersRest();
        List<Entry> history = histories(3, 10);
        append(history);
        JsonNode rebuilt = rebuilt();

        ended(post(REBUILDS + "/" + id(rebuilt) + "/reversal", "", 202), "DONE");

        readersGoOn();
        awaitReaders(history);
        assertFoldedFromZero(history);
        assertThat(timeline(history)).isNotEmpty();
    }

    @Test
    void aReaderWhoseIndexWasLostBeginsAtZeroWhateverRebuildWasUnderWay() throws Exception {
        List<Entry> history = handledHistories(3, 10);
        JsonNode rebuilt = rebuilt();
        runner().stop();
        JsonNode begun = post(REBUILDS + "/" + id(rebuilt) + "/reversal", "", 202);
        // As if that were the first rebuild, so that the way back leads to the first index.
        for (String reader : READERS) {
            jdbc().update(
                            "update query.rebuild_view set next_index = ? where rebuild = ?::uuid and reader = ?",
                            firstIndex(reader),
                            id(begun),
                            reader);
        }

        lost(READERS);

        assertThat(now(begun).required("status").asString()).isEqualTo("RUNNING");
        runner().start();
        JsonNode failed = ended(begun, "FAILED");
        assertThat(failed.required("problem").asString()).contains("is gone");
        readersGoOn();
        awaitReaders(history);
        forget("no-customer");
        assertFoldedFromZero(history);
        assertThat(timeline(history)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"profile", "timeline"})
    void onlyTheReaderWhoseIndexWasLostAfterTheChangeBeginsAtZero(String reader) throws Exception {
        List<Entry> history = handledHistories(3, 10);
        JsonNode done = rebuilt();
        runner().stop();
        jdbc().update(
                        "update query.rebuild set state = 'RUNNING', phase = 'CHANGING_OVER' where id = ?::uuid",
                        id(done));

        lost(List.of(reader));

        runner().start();
        ended(done, "DONE");
        assertThat(READERS)
                .filteredOn(other -> versions().live(other).equals(next(done, other)))
                .hasSize(1)
                .doesNotContain(reader);
        readersGoOn();
        awaitReaders(history);
        forget("no-customer");
        assertFoldedFromZero(history);
        assertThat(timeline(history)).isNotEmpty();
    }

    private String firstIndex(String reader) {
        return prefix + (reader.equals("profile") ? "customers" : "timeline") + "-1";
    }

    /** As a start finds them whose Elasticsearch has lost what it had. */
    private void lost(List<String> readers) {
        readersRest();
        readers.forEach(reader -> versions().versions(reader).forEach(versions()::delete));
        application.getBean("indexSetup", Lifecycle.class).start();
    }

    private void readersRest() {
        processors().forEach(EventProcessor::shutDown);
    }

    private void readersGoOn() {
        processors().forEach(EventProcessor::start);
    }

    /** Events by reader, since the start. */
    private Map<String, Double> handled() {
        Map<String, Double> handled = new LinkedHashMap<>();
        for (String reader : READERS) {
            handled.put(
                    reader,
                    application
                            .getBean(MeterRegistry.class)
                            .get("customer360.reader.events")
                            .tag("reader", reader)
                            .counter()
                            .count());
        }
        return handled;
    }

    private static String customerOf(Entry entry) {
        return entry.fact().customerId().toString();
    }

    /** Facts of the first customer, once more. */
    private List<Entry> appendRepeatedly(int times, List<Entry> history, List<String> events) {
        List<Entry> appended = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Entry again = repeated(history, customerOf(history.getFirst()));
            append(List.of(again));
            appended.add(again);
            events.add(again.context().eventId());
        }
        return appended;
    }

    private long waitingForReaderLock(String mode) {
        return jdbc().queryForObject("""
            select count(*) from pg_locks
            where locktype = 'advisory' and classid = ? and mode = ? and not granted
              and database = (select oid from pg_database where datname = current_database())\
            """, Long.class, 0x7061726b, mode);
    }

    private List<String> eventsParked(String reader, String customer) {
        return jdbc().queryForList(
                        "select event_identifier from query.dead_letter_entry where processing_group = ?"
                                + " and sequence_identifier = ? order by sequence_index",
                        String.class,
                        reader,
                        customer);
    }

    /** Of both views, and has what waits behind it folded. */
    private void leaveOut(String event, String customer) throws IOException, InterruptedException {
        for (String reader : READERS) {
            JsonNode left = post(
                    "/api/operations/readers/%s/parked/%s/discard".formatted(reader, customer),
                    "{\"eventId\":\"%s\",\"reason\":\"for a test\"}".formatted(event),
                    200);
            assertThat(left.required("left").asLong()).as("%s", left).isZero();
        }
    }

    @Test
    void mendsAViewThatSomebodyHasTamperedWithAndTellsOfIt() throws Exception {
        List<Entry> history = handledHistories(5, 10);
        Map<String, String> customers = customers(history);
        // All of them, because the comparison takes some at random.
        for (String customer : jdbc().queryForList(
                        "select customer_id::text from query.ledger where payload_type like '%CustomerRegistered'",
                        String.class)) {
            client().update(
                            update -> update.index(prefix + "customers")
                                    .id(customer)
                                    .doc(Map.of("profile", Map.of("name", "Nobody"))),
                            Object.class);
        }
        assertThat(customers(history)).isNotEqualTo(customers);

        JsonNode done = rebuilt();

        assertThat(done.required("comparison").get(0).required("examples")).isNotEmpty();
        assertThat(customers(history)).isEqualTo(customers);
    }

    @Test
    void changesBackToTheViewsThatWereReplaced() throws Exception {
        List<Entry> history = handledHistories(5, 10);
        String before = versions().live("timeline");
        JsonNode rebuilt = rebuilt();
        List<Entry> later = handledHistories(5, 10);

        JsonNode begun = post(REBUILDS + "/" + id(rebuilt) + "/reversal", "", 202);
        assertThat(begun.required("progress").asDouble()).isZero();
        JsonNode reversed = ended(begun, "DONE");

        assertThat(reversed.required("progress").asDouble()).isEqualTo(1);
        assertThat(versions().live("timeline")).isEqualTo(before);
        assertFoldedFromZero(history);
        assertFoldedFromZero(later);
        assertThat(timeline(later)).isNotEmpty();
        post(REBUILDS + "/" + id(rebuilt) + "/reversal", "", 409);
    }

    @Test
    void goesOnWhereItWasInterrupted() throws Exception {
        List<Entry> history = handledHistories(10, 20);
        Map<String, String> customers = customers(history);
        JsonNode begun = begunAndNotTakenUp();
        int slice = interruptedWithASliceThatIsNotInTheIndex(begun, history);
        jdbc().update("update query.rebuild_slice set facts = 50 where rebuild = ?::uuid", id(begun));
        jdbc().update(
                        "update query.rebuild set requested_at = now() - interval '1 hour', busy_millis = 2000"
                                + " where id = ?::uuid",
                        id(begun));
        // The hour in which nothing went on does not count.
        assertThat(now(begun).required("factsPerSecond").asInt()).isEqualTo(25);
        jdbc().update("update query.rebuild_slice set facts = 0 where rebuild = ?::uuid", id(begun));
        runner().start();

        JsonNode done = ended(begun, "DONE");

        assertThat(missing(customers.keySet()))
                .isNotEmpty()
                .allSatisfy(customer -> assertThat(Integer.parseInt(customer.substring(0, 2), 16))
                        .isEqualTo(slice));
        rebuilt();
        assertThat(customers(history)).isEqualTo(customers);
    }

    /**
     * As a process that has died while it was folding leaves it.
     *
     * @return the next indices, by reader
     */
    private Map<String, String> interruptedInFolding(JsonNode begun) {
        Map<String, String> indices = new LinkedHashMap<>();
        for (String reader : READERS) {
            String next = versions().next(reader, Set.of());
            versions().create(reader, next);
            jdbc().update(
                            "insert into query.rebuild_view values (?::uuid, ?, ?, ?)",
                            id(begun),
                            reader,
                            versions().live(reader),
                            next);
            indices.put(reader, next);
        }
        jdbc().update("update query.rebuild set phase = 'FOLDING' where state = 'RUNNING'");
        return indices;
    }

    private int interruptedWithASliceThatIsNotInTheIndex(JsonNode begun, List<Entry> history) {
        interruptedInFolding(begun);
        int slice = Integer.parseInt(
                history.getFirst().fact().customerId().toString().substring(0, 2), 16);
        jdbc().update("insert into query.rebuild_slice values (?::uuid, ?, 0)", id(begun), slice);
        return slice;
    }

    @Test
    void beginsAnewWhereAnotherVersionOfTheApplicationWasInterrupted() throws Exception {
        List<Entry> history = handledHistories(5, 10);
        Map<String, String> customers = customers(history);
        JsonNode begun = begunAndNotTakenUp();
        interruptedWithASliceThatIsNotInTheIndex(begun, history);
        Set<String> halfMade = versions().versions("profile");
        jdbc().update("update query.rebuild set code = 'of another version' where state = 'RUNNING'");
        runner().start();

        JsonNode done = ended(begun, "DONE");

        assertThat(done.required("note").asString()).contains("another version of the application");
        assertThat(halfMade).doesNotContain(versions().live("profile"));
        assertThat(customers(history)).isEqualTo(customers);
    }

    @Test
    void nothingOfARunCountsThatAnotherOneHasTakenOver() throws Exception {
        JsonNode begun = begunAndNotTakenUp();
        UUID id = UUID.fromString(id(begun));
        String live = versions().live("profile");
        String next = versions().next("profile", Set.of());
        versions().create("profile", next);
        Rebuilds rebuilds = application.getBean(Rebuilds.class);
        Rebuilds.Run stalled = rebuilds.take(id).orElseThrow();
        versions().lend(Map.of("profile", next), stalled.number());
        Rebuilds.Run other = rebuilds.take(id).orElseThrow();
        versions().lend(Map.of("profile", next), other.number());

        assertThatThrownBy(() -> rebuilds.enter(stalled, RebuildPhase.SETTLING)).isInstanceOf(Superseded.class);
        assertThatThrownBy(() -> rebuilds.slicesDone(stalled, new Slices(0, 9), 1, List.of(), Duration.ZERO))
                .isInstanceOf(Superseded.class);
        assertThatThrownBy(() -> rebuilds.end(stalled, RebuildState.DONE, null, Instant.EPOCH))
                .isInstanceOf(Superseded.class);
        List<IndexVersions.Change> changes = List.of(new IndexVersions.Change("profile", live, next));
        assertThatThrownBy(() -> versions().changeOver(changes, stalled.number()))
                .isInstanceOf(ElasticsearchException.class);
        assertThatThrownBy(() -> application
                        .getBean(BulkWriter.class)
                        .write(List.of(new BulkWriter.Document(
                                Index.behind(versions().lent("profile", stalled.number())),
                                "1",
                                null,
                                new CustomerId(new UUID(0, 1)),
                                Map.of()))))
                .isInstanceOf(BulkAnswer.TryAgain.class);

        assertThat(versions().live("profile")).isEqualTo(live);
        versions().deleteLent("profile", next, stalled.number());
        assertThat(versions().exists(next)).isTrue();
        rebuilds.enter(other, RebuildPhase.PREPARING);
        versions().deleteLent("profile", next, other.number());
        assertThat(versions().exists(next)).isFalse();
        runner().start();
        ended(begun, "DONE");
    }

    @Test
    void aRunThatSleptUntilAnotherTookOverChangesNothing() throws Exception {
        List<Entry> history = handledHistories(3, 10);
        JsonNode done = rebuilt();
        runner().stop();
        asBeforeTheChangeOver(done);
        List<String> live = live();
        RebuildMeans means = application.getBean(RebuildMeans.class);
        Rebuilds rebuilds = means.rebuilds();
        UUID id = UUID.fromString(id(done));
        Rebuilds.Run sleeping = rebuilds.take(id).orElseThrow();
        CompletableFuture<Void> end = new CompletableFuture<>();
        BackgroundThread node = new BackgroundThread("another node", turn -> {
            try (Connection owner = application.getBean(DataSource.class).getConnection()) {
                new RebuildRun(rebuilds.find(id).orElseThrow(), means, new Mandate(sleeping, owner, turn)).toEnd();
                end.complete(null);
            } catch (RuntimeException | SQLException failed) {
                end.completeExceptionally(failed);
            }
        });
        whileABatchIsUnderWay(() -> {
            node.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> phase(done).equals("CHANGING_OVER"));
            Rebuilds.Run other = rebuilds.take(id).orElseThrow();
            versions()
                    .lend(Map.of("profile", next(done, "profile"), "timeline", next(done, "timeline")), other.number());
        });

        assertThat(end).failsWithin(Duration.ofSeconds(30)).withThrowableThat().withCauseInstanceOf(Superseded.class);
        assertThat(live()).isEqualTo(live);
        assertThat(versions().liveThatRefuseWrites()).isEmpty();
        runner().start();
        ended(done, "DONE");
        assertFoldedFromZero(history);
    }

    @Test
    void goesOnWhereTheLiveIndexWasLostAndMadeAgain() throws Exception {
        List<Entry> history = handledHistories(3, 10);
        JsonNode done = rebuilt();
        runner().stop();
        asBeforeTheChangeOver(done);
        String lost = versions().live("profile");
        String again = versions().next("profile", Set.of());
        versions().create("profile", again);
        versions().lend(Map.of("profile", again), Long.MAX_VALUE);
        versions().changeOver(List.of(new IndexVersions.Change("profile", lost, again)), Long.MAX_VALUE);
        versions().delete(lost);
        runner().start();

        ended(done, "DONE");

        assertThat(versions().live("profile")).isEqualTo(next(done, "profile"));
        assertFoldedFromZero(history);
    }

    @Test
    void whoIsNotParkedInTheNewViewsGoesOnAsSoonAsTheyHaveChangedOver() throws Exception {
        List<Entry> history = handledHistories(3, 5);
        String customer = history.getFirst().fact().customerId().toString();
        parkLastFactOf(customer, history);
        refuse("new.phase = 'ENDED'", "what comes after the change");
        JsonNode begun = post(REBUILDS, "", 202);
        await().atMost(Duration.ofSeconds(30)).until(() -> now(begun).hasNonNull("problem"));
        assertThat(versions().live("profile")).isEqualTo(next(begun, "profile"));

        assertThat(parked("profile", customer)).isZero();
        Entry later = repeated(history, customer);
        appendAndAwaitReaders(List.of(later));

        assertThat(parked("profile", customer)).isZero();
        refuseNothing();
        runner().wake();
        ended(begun, "DONE");
        List<Entry> all = new ArrayList<>(history);
        all.add(later);
        assertFoldedFromZero(all);
    }

    @Test
    void buildsAgainByItselfWhatAnotherVersionOfTheApplicationHasMade() throws Exception {
        List<Entry> history = handledHistories(3, 10);
        runner().stop();
        // As a start finds it that comes after another version's.
        String before = versions().live("profile");
        client().indices().putMapping(put -> put.index(before).meta("fingerprint", JsonData.of("of another version")));
        OutdatedViews outdated = application.getBean(OutdatedViews.class);
        assertThat(outdated.look()).containsExactly("profile");
        List<Entry> later = histories(3, 10);
        append(later);

        Entry written = later.getLast();
        HttpResponse<String> read = http.send(
                HttpRequest.newBuilder(address(
                                "/api/customers/" + history.getFirst().fact().customerId()))
                        .header(ConsistencyToken.HEADER, written.context().eventId())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        // The stored tokens may lag a little behind what was read before.
        assertThat(read.headers().firstValueAsLong(ConsistencyToken.LAG_HEADER).orElse(0))
                .isGreaterThanOrEqualTo(later.size());
        HttpResponse<String> searched = http.send(
                HttpRequest.newBuilder(address("/api/customers")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(searched.headers()
                        .firstValueAsLong(ConsistencyToken.LAG_HEADER)
                        .orElse(0))
                .isGreaterThanOrEqualTo(later.size());
        assertThat(application.getBean(ViewRebuilding.class).furthest("profile"))
                .isLessThan(later.getFirst().context().position());
        assertThat(send("GET", "/api/operations/readers", "", 200).toString()).contains("how far that is");
        runner().start();

        JsonNode begun = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> send("GET", REBUILDS, "", 200).required("items").get(0),
                        newest -> newest.path("requestedBy").asString("").equals("system"));
        assertThat(begun.required("reason").asString()).contains("profile");
        ended(begun, "DONE");
        assertThat(versions().live("profile")).isNotEqualTo(before);
        awaitReaders(later);
        assertFoldedFromZero(later);
        post(REBUILDS + "/" + id(begun) + "/reversal", "", 409);
    }

    @Test
    void beginsNothingAgainThatHasFailedBeforeAndTellsNobodyToWaitForIt() throws Exception {
        handledHistories(2, 5);
        String failed = endedBefore("FAILED", "system");
        // Somebody has tried something else since.
        String last = endedBefore("CANCELLED", "wangfang");
        String live = versions().live("profile");
        JsonData made = madeBy(live);
        OutdatedViews outdated = application.getBean(OutdatedViews.class);
        client().indices().putMapping(put -> put.index(live).meta("fingerprint", JsonData.of("of another version")));
        assertThat(outdated.look()).containsExactly("profile");

        runner().start();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(answer("GET", "/api/operations/readers", "", 200))
                        .contains("POST /api/operations/rebuilds begins it once more"));
        assertThat(id(send("GET", REBUILDS, "", 200).required("items").get(0))).isEqualTo(last);
        client().indices().putMapping(put -> put.index(live).meta("fingerprint", made));
        jdbc().update("update query.rebuild set requested_by = null where id = ?::uuid", failed);
        runner().stop();
        assertThat(outdated.look()).isEmpty();
        runner().start();
    }

    private JsonData madeBy(String index) throws IOException {
        return client().indices()
                .getMapping(get -> get.index(index))
                .mappings()
                .get(index)
                .mappings()
                .meta()
                .get("fingerprint");
    }

    /** A rebuild of this version that has come to nothing; the runner is stopped. */
    private String endedBefore(String state, String by) throws Exception {
        String id = id(begunAndNotTakenUp());
        jdbc().update("update query.rebuild set state = ?, requested_by = ? where id = ?::uuid", state, by, id);
        return id;
    }

    @Test
    void leavesToANewerVersionWhatItBuildsAndLetsNobodyWaitForIt() throws Exception {
        handledHistories(3, 10);
        JsonNode done = rebuilt();
        runner().stop();
        asBeforeTheChangeOver(done);
        // As a process of a newer version leaves it that was ended for good in the middle of the change.
        jdbc().update("""
            update query.rebuild set phase = 'CHANGING_OVER', requested_by = 'wangfang', mappings = 'newer'
            where state = 'RUNNING'\
            """);
        versions().blockWrites(live(), true);
        long interrupted = lastRun(done);
        List<IndexVersions.Change> changes = new ArrayList<>();
        for (String reader : READERS) {
            versions().lend(Map.of(reader, next(done, reader)), interrupted);
            changes.add(new IndexVersions.Change(reader, versions().live(reader), next(done, reader)));
        }
        runner().start();

        List<Entry> later = handledHistories(3, 10);
        assertThat(phase(done)).isEqualTo("CATCHING_UP");
        assertThatThrownBy(() -> versions().changeOver(changes, interrupted))
                .isInstanceOf(ElasticsearchException.class);
        long run = lastRun(done);
        runner().stop();
        runner().start();
        runner().wake();
        assertThat(lastRun(done)).isEqualTo(run);
        send("DELETE", REBUILDS + "/" + id(done), "", 202);
        ended(done, "CANCELLED");
        assertFoldedFromZero(later);
    }

    @Test
    void theLiveViewsAreWrittenWhateverHasBlockedThemWhileNothingChangesOver() {
        // As a process does it that stood still until its rebuild had ended.
        versions().blockWrites(live(), true);
        List<Entry> history = histories(3, 10);
        append(history);

        runner().wake();

        awaitReaders(history);
        assertFoldedFromZero(history);
    }

    @Test
    void aChangeThatFailsLetsTheLiveViewsBeWrittenAtOnce() throws Exception {
        List<Entry> history = handledHistories(3, 10);
        refuse("new.replaced_at is not null", "the change");
        JsonNode begun = post(REBUILDS, "", 202);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> now(begun).hasNonNull("problem"));

        assertThat(versions().liveThatRefuseWrites()).isEmpty();

        refuseNothing();
        runner().wake();
        ended(begun, "DONE");
        assertFoldedFromZero(history);
    }

    /** As a database does that is in trouble: what the rebuild writes about itself is refused. */
    private void refuse(String what, String why) {
        jdbc().execute("""
            create function query.refuse() returns trigger language plpgsql as
            $$ begin if %s then raise exception 'refused: %s'; end if; return new; end $$\
            """.formatted(what, why));
        jdbc().execute("create trigger refuse before update on query.rebuild"
                + " for each row execute function query.refuse()");
    }

    private void refuseNothing() {
        jdbc().execute("drop function query.refuse() cascade");
    }

    @Test
    void aChangeThatWasInterruptedLetsTheLiveViewsBeWrittenUntilItComesToItAgain() throws Exception {
        List<Entry> history = handledHistories(3, 10);
        JsonNode done = rebuilt();
        runner().stop();
        asBeforeTheChangeOver(done);
        jdbc().update("update query.rebuild set phase = 'CHANGING_OVER' where state = 'RUNNING'");
        versions().blockWrites(live(), true);
        whileABatchIsUnderWay(() -> {
            runner().start();
            // It has come to the change again, and waits for the batch.
            await().atMost(Duration.ofSeconds(30)).until(() -> waitingForReaderLock("ExclusiveLock") > 0);

            assertThat(phase(done)).isEqualTo("CHANGING_OVER");
            assertThat(versions().liveThatRefuseWrites()).isEmpty();
        });

        ended(done, "DONE");
        assertFoldedFromZero(history);
    }

    private interface Task {
        void run() throws Exception;
    }

    /** A change has to wait for it. */
    private void whileABatchIsUnderWay(Task task) throws Exception {
        whileATransactionHas(
                "select pg_advisory_xact_lock_shared(%d, %d)".formatted(0x7061726b, "profile".hashCode()), task);
    }

    /** What folds has to wait, and so has whoever asks how far that is. */
    private void whileTheLedgerIsLocked(Task task) throws Exception {
        whileATransactionHas("lock table query.ledger", task);
    }

    private void whileATransactionHas(String statement, Task task) throws Exception {
        try (Connection connection = application.getBean(DataSource.class).getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute(statement);
            task.run();
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private List<String> live() {
        return READERS.stream().map(versions()::live).toList();
    }

    @Test
    void whatIsDiscardedAfterItWasFoldedIsTakenOutAgainAndCostsNobodyElseAnything() throws Exception {
        List<Entry> history = histories(3, 10);
        append(history);
        String customer = history.getFirst().fact().customerId().toString();
        Entry last = repeated(history, customer);
        appendAndAwaitReaders(List.of(last));
        JsonNode done = rebuilt();
        runner().stop();
        asBeforeTheChangeOver(done);
        READERS.forEach(reader -> discard(reader, last));
        runner().start();

        JsonNode again = ended(done, "DONE");

        assertThat(again.required("views")).isEqualTo(done.required("views"));
        assertThat(again.has("note")).isFalse();
        assertThat(exists("timeline", last.context().eventId())).isFalse();
        assertFoldedFromZero(history);
        Entry next = repeated(history, customer);
        appendAndAwaitReaders(List.of(next));
        List<Entry> all = new ArrayList<>(history);
        all.add(next);
        assertFoldedFromZero(all);
    }

    private void discard(String reader, Entry entry) {
        jdbc().update(
                        """
                        insert into query.discarded_fact (reader, sequence, event_id, position, payload_type, reason, discarded_at)
                        values (?, ?, ?, ?, 'any', 'for a test', now())\
                        """,
                        reader,
                        entry.fact().customerId().toString(),
                        entry.context().eventId(),
                        entry.context().position());
    }

    private boolean exists(String alias, String id) throws IOException {
        return client().exists(exists -> exists.index(prefix + alias).id(id)).value();
    }

    @Test
    void whoHasNothingParkedAnyMoreAfterADiscardIsNotParkedByTheChangeEither() throws Exception {
        List<Entry> history = histories(2, 5);
        append(history);
        String customer = history.getFirst().fact().customerId().toString();
        appendFactOfALaterVersion(customer);
        for (String reader : READERS) {
            await().atMost(Duration.ofSeconds(30)).until(() -> parked(reader, customer) == 1);
        }
        JsonNode done = rebuilt();
        runner().stop();
        asBeforeTheChangeOver(done);
        String event = jdbc().queryForObject(
                        "select event_id from query.ledger where customer_id = ?::uuid order by position desc limit 1",
                        String.class,
                        customer);
        for (String reader : READERS) {
            post(
                    "/api/operations/readers/%s/parked/%s/discard".formatted(reader, customer),
                    "{\"eventId\":\"%s\",\"reason\":\"for a test\"}".formatted(event),
                    200);
        }
        runner().start();

        ended(done, "DONE");

        for (String reader : READERS) {
            assertThat(parked(reader, customer)).isZero();
        }
        assertFoldedFromZero(history);
    }

    @Test
    void whatIsDiscardedBetweenTwoTriesOfASliceIsTakenOutAgain() throws Exception {
        List<Entry> history = handledHistories(2, 10);
        Entry discarded =
                repeated(history, history.getFirst().fact().customerId().toString());
        appendAndAwaitReaders(List.of(discarded));
        JsonNode begun = begunAndNotTakenUp();
        Map<String, String> next = interruptedInFolding(begun);
        String event = discarded.context().eventId();
        // What the first try has written, and not told that it has.
        String entry = source("timeline", event);
        client().index(index -> index.index(next.get("timeline")).id(event).withJson(new StringReader(entry)));
        discard("timeline", discarded);
        runner().start();

        ended(begun, "DONE");

        assertThat(exists("timeline", event)).isFalse();
        assertThat(timeline(history)).isNotEmpty();
    }

    /** As a process leaves it that has died when all was ready for the change. */
    private void asBeforeTheChangeOver(JsonNode done) {
        long run = Long.MAX_VALUE;
        List<IndexVersions.Change> back = new ArrayList<>();
        for (JsonNode view : done.required("views")) {
            String reader = view.required("reader").asString();
            String live = view.required("liveIndex").asString();
            versions().lend(Map.of(reader, live), run);
            versions().blockWrites(List.of(live), false);
            back.add(new IndexVersions.Change(reader, view.required("nextIndex").asString(), live));
        }
        versions().changeOver(back, run);
        jdbc().update("update query.rebuild set state = 'RUNNING', phase = 'CATCHING_UP' where id = ?::uuid", id(done));
    }

    @Test
    void waitsInPlaceWhileElasticsearchTakesNothing() throws Exception {
        List<Entry> history = handledHistories(3, 10);
        Map<String, String> customers = customers(history);
        JsonNode begun = begunAndNotTakenUp();
        whileTheLedgerIsLocked(() -> {
            runner().start();
            await().atMost(Duration.ofSeconds(30)).until(() -> phase(begun).equals("FOLDING"));
            // What Elasticsearch does itself when its disk is nearly full: it answers 429.
            fullDisk(next(begun, "profile"), true);
        });
        long run = lastRun(begun);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(now(begun).path("problem").asString("")).contains("flood-stage"));
        fullDisk(next(begun, "profile"), false);

        JsonNode done = ended(begun, "DONE");
        assertThat(done.has("problem")).isFalse();
        assertThat(lastRun(begun)).isEqualTo(run);
        assertThat(customers(history)).isEqualTo(customers);
    }

    @Test
    void whatAWorkerHasNotWrittenWhenAnotherOneFailsIsFoldedAgain() throws Exception {
        List<Entry> history = handledHistories(40, 10);
        // One worker's first note is refused, once; the other one is in the midst of its customers then.
        jdbc().execute("create sequence query.notes");
        jdbc().execute("""
            create function query.refuse() returns trigger language plpgsql as
            $$ begin
                if new.slice >= 128 and nextval('query.notes') = 1 then raise exception 'refused: a note'; end if;
                return new;
            end $$\
            """);
        jdbc().execute("create trigger refuse before insert on query.rebuild_slice"
                + " for each row execute function query.refuse()");

        rebuilt();

        assertThat(jdbc().queryForObject("select last_value from query.notes", Long.class))
                .isGreaterThan(1);
        refuseNothing();
        jdbc().execute("drop sequence query.notes");
        assertFoldedFromZero(history);
        assertThat(timeline(history)).isNotEmpty();
    }

    private String next(JsonNode rebuild, String reader) {
        return jdbc().queryForObject(
                        "select next_index from query.rebuild_view where reader = ? and rebuild = ?::uuid",
                        String.class,
                        reader,
                        id(rebuild));
    }

    private String phase(JsonNode rebuild) {
        return jdbc().queryForObject("select phase from query.rebuild where id = ?::uuid", String.class, id(rebuild));
    }

    private void fullDisk(String index, boolean full) throws IOException {
        client().indices()
                .putSettings(put -> put.index(index)
                        .settings(settings -> settings.blocks(blocks -> blocks.readOnlyAllowDelete(full))));
    }

    private long lastRun(JsonNode rebuild) {
        return jdbc().queryForObject("select run from query.rebuild where id = ?::uuid", Long.class, id(rebuild));
    }

    @Test
    void goesOnLookingAfterAnError() throws Exception {
        ended(post(REBUILDS, "", 202), "DONE");
        RebuildMeans means = application.getBean(RebuildMeans.class);
        AtomicInteger looks = new AtomicInteger();
        OutdatedViews failing = new OutdatedViews(() -> {
            looks.incrementAndGet();
            throw new OutOfMemoryError("for a test");
        });
        RebuildRunner runner = new RebuildRunner(
                new RebuildMeans(
                        means.rebuilds(),
                        means.makers(),
                        means.rebuilding(),
                        means.versions(),
                        means.writeBlock(),
                        failing,
                        means.ledger(),
                        means.source(),
                        means.sampling(),
                        means.underWay(),
                        means.properties()),
                application.getBean(DataSource.class),
                Clock.systemUTC());

        runner.start();

        await().atMost(Duration.ofSeconds(30)).until(() -> looks.get() > 1);
        runner.stop();
    }

    @Test
    void parkingManyFactsOfACustomerCostsNoMoreForEachThanParkingAFew() {
        List<Entry> history = handledHistories(1, 150);
        String customer = history.getFirst().fact().customerId().toString();
        Long read = application.getBean(TransactionTemplate.class).execute(status -> {
            application
                    .getBean(ViewRebuilding.class)
                    .park(
                            "profile",
                            CustomerId.of(customer),
                            new RebuiltView.Failure(history.getFirst().context().position(), false, "for a test"));
            return jdbc().queryForObject("""
                select pg_stat_get_xact_tuples_returned(index.indexrelid)
                from pg_index index where indrelid = 'query.dead_letter_entry'::regclass
                order by 1 desc limit 1\
                """, Long.class);
        });

        assertThat(parked("profile", customer)).isEqualTo(history.size());
        assertThat(read).isLessThan(10L * history.size());
        assertThat(application
                        .getBean(ParkedFacts.class)
                        .retry("profile", customer)
                        .left())
                .isZero();
        assertFoldedFromZero(history);
    }

    @Test
    void whatIsParkedBeyondWhereTheReaderSeemsToBeIsNotParkedTwice() {
        List<Entry> history = handledHistories(1, 20);
        String customer = customerOf(history.getFirst());
        readersRest();
        RebuiltView.Failure failure =
                new RebuiltView.Failure(history.getFirst().context().position(), false, "for a test");
        application.getBean(ViewRebuilding.class).park("profile", CustomerId.of(customer), failure);
        List<String> waiting = eventsParked("profile", customer);
        assertThat(waiting).hasSameSizeAs(history);
        // As while segments are merged: the merged one is where the slower of them was.
        jdbc().update("delete from query.token_entry where processor_name = 'profile'");

        application
                .getBean(ViewRebuilding.class)
                .whileReadersRest(() -> application
                        .getBean(ViewRebuilding.class)
                        .goOnWith(
                                "profile",
                                history.getLast().context().position() + 1,
                                Map.of(CustomerId.of(customer), failure)));

        assertThat(eventsParked("profile", customer)).isEqualTo(waiting);
        forget(customer);
        forget("no-customer");
        readersGoOn();
    }

    @Test
    void noStretchOfTheLedgerIsLargerThanMemoryAllows() {
        UUID customer = UUID.randomUUID();
        int entries = 20;
        jdbc().update("""
            insert into query.ledger
            select (select coalesce(max(position), 0) from query.ledger) + number, gen_random_uuid()::text, ?, null,
                   gen_random_uuid()::text, 0, 'test.Large', null, now(),
                   convert_to('{"text":"' || repeat(chr((64 + number)::int), 1 << 20) || '"}', 'UTF8'),
                   convert_to('{}', 'UTF8'), decode(repeat('00', 32), 'hex')
            from generate_series(1, ?) number\
            """, customer, entries);
        Ledger ledger = application.getBean(Ledger.class);
        List<Integer> sizes = new ArrayList<>();
        List<LedgerEntry> scanned = new ArrayList<>();

        ledger.scanCustomers(
                new Scan(),
                customer,
                new UUID(customer.getMostSignificantBits(), customer.getLeastSignificantBits() + 1),
                ledger.headPosition(),
                stretch -> {
                    sizes.add(stretch.stream().mapToInt(LedgerEntry::size).sum());
                    scanned.addAll(stretch);
                });

        assertThat(sizes).hasSizeGreaterThan(1).allMatch(size -> size < 6 << 20);
        assertThat(scanned).hasSize(entries);
        assertThat(scanned)
                .extracting(entry -> (char) entry.payload()[10])
                .containsExactly(
                        'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S',
                        'T');
        List<LedgerEntry> page = ledger.readCustomerAfter(new CustomerId(customer), 0, 100);
        assertThat(page).as("entries of 1 MB on a page of 16 MB").hasSize(16);
        assertThat(ledger.readCustomerAfter(
                        new CustomerId(customer), page.getLast().position(), 100))
                .hasSize(entries - page.size());
    }

    @Test
    void tellsOfFactsThatAreNobodys() throws Exception {
        List<Entry> history = histories(1, 5);
        append(history);
        appendFactThatIsNobodys();
        await().atMost(Duration.ofSeconds(30)).until(() -> parked("profile", "no-customer") == 1);

        JsonNode done = rebuilt();

        assertThat(jdbc().queryForList(
                                "select reader from query.rebuild_failure where rebuild = ?::uuid and customer_id = ?",
                                String.class,
                                id(done),
                                new UUID(0, 0)))
                .containsExactlyInAnyOrderElementsOf(READERS);
        assertThat(parked("profile", "no-customer")).isEqualTo(1);
        forget("no-customer");
    }

    private void appendFactThatIsNobodys() {
        jdbc().update("""
            insert into query.ledger
            select max(position) + 1, gen_random_uuid()::text, null, 'Contact', gen_random_uuid()::text, 0,
                   'io.customer360.events.contact.ContactEvent$FromTheFuture', '1', now(), '{}'::bytea, '{}'::bytea,
                   decode(repeat('00', 32), 'hex')
            from query.ledger\
            """);
    }

    private Set<String> missing(Set<String> customers) throws IOException {
        Set<String> missing = new LinkedHashSet<>();
        for (String customer : customers) {
            if (!client().exists(exists -> exists.index(prefix + "customers").id(customer))
                    .value()) {
                missing.add(customer);
            }
        }
        return missing;
    }

    @Test
    void goesOnWithWhatIsAppendedMeanwhile() throws Exception {
        List<Entry> history = handledHistories(5, 10);
        JsonNode begun = begunAndNotTakenUp();
        List<Entry> later = histories(40, 30);
        assertThat(later).hasSizeGreaterThan(600);
        appendAndAwaitReaders(later);
        runner().start();

        JsonNode done = ended(begun, "DONE");

        assertFoldedFromZero(history);
        assertFoldedFromZero(later);
        assertThat(timeline(later)).isNotEmpty();
    }

    @Test
    void aChangeOverThatNobodyHeardOfLosesNothing() throws Exception {
        handledHistories(1, 5);
        readersRest();
        List<Entry> all = new ArrayList<>(histories(1, 5));
        append(all);
        String customer = customerOf(all.getFirst());
        List<String> waiting = new ArrayList<>();
        waiting.add(appendFactOfALaterVersion(customer));
        for (int i = 0; i < 10; i++) {
            all.addAll(appendRepeatedly(1, all, waiting));
            List<Entry> others = histories(2, 8);
            append(others);
            all.addAll(others);
        }
        JsonNode done = rebuilt();
        runner().stop();
        // As a process leaves it that has died right after the aliases changed.
        jdbc().update("delete from query.head_start");
        forget(customer);
        jdbc().update(
                        "update query.rebuild set state = 'RUNNING', phase = 'CHANGING_OVER' where id = ?::uuid",
                        id(done));

        // Readers go on from their tokens: one through its first batch, the other maybe through all.
        changedOverAmidTheirBatches(done, all, customer, waiting);
    }

    @Test
    void aWayBackParksAgainWhatWasParkedBefore() throws Exception {
        List<Entry> history = handledHistories(3, 5);
        String customer = history.getFirst().fact().customerId().toString();
        parkLastFactOf(customer, history);
        JsonNode rebuilt = rebuilt();

        assertThat(parked("profile", customer)).isZero();

        ended(post(REBUILDS + "/" + id(rebuilt) + "/reversal", "", 202), "DONE");

        assertThat(parked("profile", customer)).isEqualTo(1);
        forget(customer);
    }

    /** As if the reader had not been able to fold it. */
    private void parkLastFactOf(String customer, List<Entry> history) {
        long last = history.stream()
                .filter(entry -> entry.fact().customerId().toString().equals(customer))
                .mapToLong(entry -> entry.context().position())
                .max()
                .orElseThrow();
        application
                .getBean(ViewRebuilding.class)
                .park("profile", CustomerId.of(customer), new RebuiltView.Failure(last, false, "for a test"));
    }

    @Test
    void whatCantBeFoldedIsParkedInTheNewViewsToo() throws Exception {
        List<Entry> history = histories(3, 5);
        append(history);
        String customer = history.getFirst().fact().customerId().toString();
        appendFactOfALaterVersion(customer);
        awaitReaders(history);
        await().atMost(Duration.ofSeconds(30)).until(() -> parked("profile", customer) == 1);
        Map<String, String> customers = customers(history);

        JsonNode done = rebuilt();

        assertThat(done.required("failures").asLong()).isPositive();
        assertThat(customers(history)).isEqualTo(customers);
        assertThat(parked("profile", customer)).isEqualTo(1);
        assertThat(parked("timeline", customer)).isEqualTo(1);
        List<Entry> later = List.of(repeated(history, customer));
        appendAndAwaitReaders(later);
        await().atMost(Duration.ofSeconds(30)).until(() -> parked("profile", customer) == 2);
        forget(customer);
    }

    /** @return its id */
    private String appendFactOfALaterVersion(String customer) {
        return jdbc().queryForObject("""
            insert into query.ledger
            select max(position) + 1, gen_random_uuid()::text, ?::uuid, 'Contact', gen_random_uuid()::text, 0,
                   'io.customer360.events.contact.ContactEvent$FromTheFuture', '1', now(), '{}'::bytea,
                   convert_to('{"customerId":"' || ? || '"}', 'UTF8'), decode(repeat('00', 32), 'hex')
            from query.ledger returning event_id\
            """, String.class, customer, customer);
    }

    /** One of the customer's facts once more, as a new one. */
    private Entry repeated(List<Entry> history, String customer) {
        Entry fact = history.stream()
                .filter(entry -> entry.fact() instanceof InteractionEvent
                        && entry.fact().customerId().toString().equals(customer))
                .findFirst()
                .orElseThrow();
        FactContext before = fact.context();
        long head = jdbc().queryForObject("select max(position) from query.ledger", Long.class);
        return new Entry(
                fact.fact(),
                new FactContext(
                        head + 1,
                        before.recordedAt(),
                        UUID.randomUUID().toString(),
                        UUID.randomUUID().toString(),
                        0,
                        before.metadata()));
    }

    private long parked(String reader, String customer) {
        return jdbc().queryForObject(
                        "select count(*) from query.dead_letter_entry where processing_group = ? and"
                                + " sequence_identifier = ?",
                        Long.class,
                        reader,
                        customer);
    }

    private void forget(String customer) {
        jdbc().update("delete from query.dead_letter_entry where sequence_identifier = ?", customer);
    }

    @Test
    void oneAtATimeAndACancelledOneLeavesNothing() throws Exception {
        Set<String> before = versions().versions("profile");
        JsonNode begun = begunAndNotTakenUp();
        JsonNode refused = post(REBUILDS, "", 409);
        assertThat(refused.required("type").asString()).endsWith("/rebuild-running");
        whileTheLedgerIsLocked(() -> {
            runner().start();
            await().atMost(Duration.ofSeconds(30)).until(() -> phase(begun).equals("FOLDING"));
            assertThat(versions().versions("profile")).contains(next(begun, "profile"));
            application.getBean(Rebuilds.class).requestCancel(UUID.fromString(id(begun)));
            // Nobody waits for the database's first answer, which can take minutes.
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> jdbc().queryForObject(
                                    "select state from query.rebuild where id = ?::uuid", String.class, id(begun))
                            .equals("CANCELLED"));
        });

        ended(begun, "CANCELLED");

        assertThat(versions().versions("profile")).isEqualTo(before);
        send("DELETE", REBUILDS + "/" + id(begun), "", 200);
    }

    @Test
    void canBeCancelledAsLongAsTheViewsHaveNotChangedOver() throws Exception {
        Set<String> before = versions().versions("profile");
        String live = versions().live("profile");
        JsonNode begun = begunAndNotTakenUp();
        whileABatchIsUnderWay(() -> {
            runner().start();
            await().atMost(Duration.ofSeconds(30)).until(() -> phase(begun).equals("CHANGING_OVER"));
            send("DELETE", REBUILDS + "/" + id(begun), "", 202);
        });

        ended(begun, "CANCELLED");

        assertThat(versions().live("profile")).isEqualTo(live);
        assertThat(versions().versions("profile")).isEqualTo(before);
        assertThat(versions().liveThatRefuseWrites()).isEmpty();
    }

    @Test
    void isGivenUpWhereTooManyCustomersCanNotBeFolded() throws Exception {
        List<Entry> history = histories(MOST_FAILURES / 2 + 1, 1);
        append(history);
        Set<String> customers = foldedFromZero(history).keySet();
        customers.forEach(this::appendFactOfALaterVersion);
        for (String reader : READERS) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> customers.stream().allMatch(customer -> parked(reader, customer) == 1));
        }
        Set<String> before = versions().versions("profile");
        List<String> live = live();

        JsonNode failed = ended(post(REBUILDS, "", 202), "FAILED");

        assertThat(failed.required("problem").asString())
                .contains("customer360.rebuild.most-failures", "FromTheFuture");
        assertThat(live()).isEqualTo(live);
        assertThat(versions().versions("profile")).isEqualTo(before);
        // The other tests' rebuilds shall not stumble over them.
        READERS.forEach(reader -> jdbc().update("""
            insert into query.discarded_fact (reader, sequence, event_id, position, payload_type, reason, discarded_at)
            select ?, customer_id::text, event_id, position, payload_type, 'for a test', now()
            from query.ledger where customer_id is not null and payload_type like '%FromTheFuture'
            on conflict do nothing\
            """, reader));
        customers.forEach(this::forget);
    }

    @Test
    void isGivenUpWhereAnIndexLacksWhatWasWritten() throws Exception {
        JsonNode begun = begunAndNotTakenUp();
        interruptedInFolding(begun);
        jdbc().update(
                        "insert into query.rebuild_slice select ?::uuid, slice, 0 from generate_series(0, 255) slice",
                        id(begun));
        jdbc().update("insert into query.rebuild_slice_view values (?::uuid, 0, 'profile', 3)", id(begun));
        runner().start();

        JsonNode failed = ended(begun, "FAILED");

        assertThat(failed.required("problem").asString()).contains("has 0 documents where 3 were written");
    }

    @Test
    void givesBackEveryConnectionThatItHasTaken() throws Exception {
        HikariPoolMXBean pool = application.getBean(HikariDataSource.class).getHikariPoolMXBean();
        // Somebody may have one for a moment.
        int before = IntStream.generate(pool::getActiveConnections)
                .limit(10_000)
                .min()
                .orElseThrow();

        rebuilt();

        await().pollInterval(Duration.ofMillis(1)).until(() -> pool.getActiveConnections() <= before);
    }

    @Test
    void refusesAReasonThatNoDatabaseTakes() throws Exception {
        JsonNode problem = post(REBUILDS, "{\"reason\":\"a\\u0000b\"}", 400);

        assertThat(problem.required("errors").get(0).required("field").asString())
                .isEqualTo("reason");
    }

    @Test
    void nobodyIsTakenForTheApplicationItself() throws Exception {
        JsonNode problem = send("POST", REBUILDS, "", 400, "X-Actor", "System");

        assertThat(problem.required("detail").asString()).contains("X-Actor", "the application");
    }

    @Test
    void saysThatThereIsNone() throws Exception {
        JsonNode problem = send("GET", REBUILDS + "/00000000-0000-0000-0000-000000000000", "", 404);

        assertThat(problem.required("detail").asString()).contains("GET /api/operations/rebuilds");
    }

    private static String id(JsonNode rebuild) {
        return rebuild.required("id").asString();
    }

    private RebuildRunner runner() {
        return application.getBean(RebuildRunner.class);
    }

    /** Builds the views again. */
    private JsonNode rebuilt() throws IOException, InterruptedException {
        return ended(post(REBUILDS, "", 202), "DONE");
    }

    /** A rebuild that waits for the runner's start. */
    private JsonNode begunAndNotTakenUp() throws IOException, InterruptedException {
        runner().stop();
        return post(REBUILDS, "", 202);
    }

    private JsonNode ended(JsonNode begun, String status) {
        JsonNode ended = await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> now(begun),
                        view -> !view.required("status").asString().equals("RUNNING"));
        assertThat(ended.required("status").asString()).as("%s", ended).isEqualTo(status);
        return ended;
    }

    private JsonNode now(JsonNode begun) throws IOException, InterruptedException {
        return send("GET", REBUILDS + "/" + id(begun), "", 200);
    }

    private JsonNode post(String path, String body, int status) throws IOException, InterruptedException {
        return send("POST", path, body, status);
    }

    private JsonNode send(String method, String path, String body, int status, String... headers)
            throws IOException, InterruptedException {
        return JSON.readTree(answer(method, path, body, status, headers));
    }

    private String answer(String method, String path, String body, int status, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer = http.send(
                request.method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body();
    }

    private URI address(String path) {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private IndexVersions versions() {
        return application.getBean(IndexVersions.class);
    }

    private ElasticsearchClient client() {
        return application.getBean(ElasticsearchClient.class);
    }
}
